package org.chemoloop.scenarios;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The requests of a PDA, written out as the interface guide shows them. */
final class Scans {

    private Scans() {}

    static Fhir.Answer step(Fhir nurse, String name, String bag, String step) throws IOException, InterruptedException {
        return nurse.putBag("Task", bag, """
            {"resourceType": "Task", "status": "in-progress", "intent": "order",
             "identifier": [%s], "owner": %s,
             "businessStatus": {"coding": [{"system": "%s/CodeSystem/loop-status", "code": "%s"}]}}
            """.formatted(identifier("bag", bag), person(name), Fhir.BASE, step));
    }

    static Fhir.Answer dispense(Fhir nurse, String name, String bag, String status, String time)
            throws IOException, InterruptedException {
        return nurse.putBag(
                "MedicationDispense", bag, """
                    {"resourceType": "MedicationDispense", "status": "%s", "identifier": [%s],
                     "medicationCodeableConcept": {"text": "bag"}, "performer": [{"actor": %s}], "%s": "%s"}
                    """.formatted(status, identifier("bag", bag), person(name), time, now()));
    }

    static Fhir.Answer refuse(Fhir nurse, String name, String bag, String reason)
            throws IOException, InterruptedException {
        return nurse.putBag("MedicationDispense", bag, """
            {"resourceType": "MedicationDispense", "status": "declined", "identifier": [%s],
             "medicationCodeableConcept": {"text": "bag"}, "performer": [{"actor": %s}],
             "statusReasonCodeableConcept": {"text": "%s"}}
            """.formatted(identifier("bag", bag), person(name), reason));
    }

    static Fhir.Answer confirm(Fhir witness, String bag, String wristband) throws IOException, InterruptedException {
        return witness.post("MedicationRequest/$confirm", """
            {"resourceType": "Parameters", "parameter": [
             {"name": "bag", "valueString": "%s"}, {"name": "wristband", "valueString": "%s"}]}
            """.formatted(bag, wristband));
    }

    static Fhir.Answer start(Fhir nurse, String name, String witness, String bag, String wristband)
            throws IOException, InterruptedException {
        String performers = performer(name, "performer") + ", " + performer(witness, "witness");
        return administer(nurse, bag, wristband, "in-progress", performers, "{\"start\": \"%s\"}".formatted(now()));
    }

    /** @param more elements of the scan, each with a comma before it */
    static Fhir.Answer start(
            Fhir nurse, String name, String witness, String bag, String wristband, Instant at, String more)
            throws IOException, InterruptedException {
        String performers =
                performer(name, "performer") + (witness.isEmpty() ? "" : ", " + performer(witness, "witness"));
        return nurse.putBag("MedicationAdministration", bag, """
            {"resourceType": "MedicationAdministration", "status": "in-progress", "identifier": [%s],
             "medicationCodeableConcept": {"text": "bag"}, "subject": {"identifier": %s},
             "performer": [%s], "effectivePeriod": {"start": "%s"} %s}
            """.formatted(
                        identifier("bag", bag), identifier("wristband", wristband), performers, at, more));
    }

    static String override(String rule, String reason) {
        return """
            {"url": "%s/StructureDefinition/override", "extension": [
             {"url": "rule", "valueCode": "%s"}, {"url": "reason", "valueString": "%s"}]}
            """.formatted(Fhir.BASE, rule, reason);
    }

    static Fhir.Answer complete(Fhir nurse, String name, String bag, String wristband)
            throws IOException, InterruptedException {
        String period = "{\"start\": \"%1$s\", \"end\": \"%1$s\"}".formatted(now());
        return administer(nurse, bag, wristband, "completed", performer(name, "performer"), period);
    }

    static Fhir.Answer pause(Fhir nurse, String name, String bag, String wristband, String reason)
            throws IOException, InterruptedException {
        return change(nurse, name, bag, wristband, "on-hold", because(reason));
    }

    static Fhir.Answer resume(Fhir nurse, String name, String bag, String wristband)
            throws IOException, InterruptedException {
        return change(nurse, name, bag, wristband, "in-progress", "");
    }

    static Fhir.Answer stop(Fhir nurse, String name, String bag, String wristband, int millilitres, String reason)
            throws IOException, InterruptedException {
        String given = """
            , "dosage": {"dose": {"value": %d, "unit": "mL", "system": "http://unitsofmeasure.org", "code": "mL"}}
            """.formatted(millilitres);
        return change(nurse, name, bag, wristband, "stopped", because(reason) + given);
    }

    private static String because(String reason) {
        return ", \"statusReason\": [{\"text\": \"%s\"}]".formatted(reason);
    }

    private static Fhir.Answer change(Fhir nurse, String name, String bag, String wristband, String status, String more)
            throws IOException, InterruptedException {
        return nurse.putBag("MedicationAdministration", bag, """
            {"resourceType": "MedicationAdministration", "status": "%s", "identifier": [%s],
             "medicationCodeableConcept": {"text": "bag"}, "subject": {"identifier": %s},
             "performer": [%s] %s}
            """.formatted(
                        status,
                        identifier("bag", bag),
                        identifier("wristband", wristband),
                        performer(name, "performer"),
                        more));
    }

    static Fhir.Answer round(Fhir nurse, String administration, String subject)
            throws IOException, InterruptedException {
        return nurse.post("Observation", """
            {"resourceType": "Observation", "status": "final", "code": {"text": "巡查"},
             "partOf": [{"reference": "MedicationAdministration/%s"}], "subject": {"reference": "%s"},
             "effectiveDateTime": "%s", "valueString": "40 滴/分"}
            """.formatted(administration, subject, now()));
    }

    private static Fhir.Answer administer(
            Fhir nurse, String bag, String wristband, String status, String performers, String period)
            throws IOException, InterruptedException {
        return nurse.putBag("MedicationAdministration", bag, """
            {"resourceType": "MedicationAdministration", "status": "%s", "identifier": [%s],
             "medicationCodeableConcept": {"text": "bag"}, "subject": {"identifier": %s},
             "performer": [%s], "effectivePeriod": %s}
            """.formatted(
                        status, identifier("bag", bag), identifier("wristband", wristband), performers, period));
    }

    private static String performer(String name, String function) {
        return """
            {"function": {"coding": [{"system":
             "http://terminology.hl7.org/CodeSystem/med-admin-perform-function", "code": "%s"}]}, "actor": %s}
            """.formatted(function, person(name));
    }

    private static String person(String name) {
        return "{\"identifier\": %s}".formatted(identifier("user", name));
    }

    static String identifier(String system, String value) {
        return "{\"system\": \"%s\", \"value\": \"%s\"}".formatted(Fhir.sid(system), value);
    }

    static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
