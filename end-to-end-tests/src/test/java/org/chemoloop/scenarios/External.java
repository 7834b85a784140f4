package org.chemoloop.scenarios;

import org.chemoloop.scenarios.Messages.Order;

/** A prescription of another hospital as somebody types it in: the Bundle of {@code $submit}, without any message. */
final class External {

    private static final String SID = Fhir.BASE + "/sid/";

    private External() {}

    static String prescription(Order order) {
        String entries = String.join(",", patient(order), visit(order), line(order), provenance(order));
        return """
            {"resourceType": "Bundle", "type": "transaction", "identifier": %s, "entry": [%s]}
            """.formatted(Scans.identifier("scan", "手工录入|" + order.placer()), entries);
    }

    private static String patient(Order order) {
        var patient = order.patient();
        String[] name = patient.name().split("\\^");
        return entry(
                "urn:uuid:patient", "Patient", "outpatient-number", patient.number(), """
                    "name": [{"text": "%1$s%2$s", "family": "%1$s", "given": ["%2$s"]}], "gender": "male",
                    "birthDate": "1962-06-17\"\
                    """.formatted(name[0], name[1]));
    }

    private static String visit(Order order) {
        return entry(
                "urn:uuid:visit", "Encounter", "visit-number", order.patient().visit(), """
                "status": "arrived", "subject": {"reference": "urn:uuid:patient"},
                "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"}\
                """);
    }

    private static String line(Order order) {
        StringBuilder ingredients = new StringBuilder();
        for (String[] component : order.components()) {
            boolean diluent = ingredients.isEmpty();
            String unit = diluent ? "mL" : "mg";
            ingredients.append(diluent ? "" : ",").append("""
                {"itemCodeableConcept": {"text": "%1$s", "coding": [{"system": "%2$s", "code": "%1$s"}]},
                 "isActive": %3$s, "strength": {
                   "numerator": {"value": %4$s, "unit": "%5$s", "system": "http://unitsofmeasure.org", "code": "%5$s"},
                   "denominator": {"value": 1, "unit": "{bag}"}}}\
                """.formatted(
                            component[0], Fhir.BASE + "/CodeSystem/hospital-drug", !diluent, component[1], unit));
        }
        return entry("urn:uuid:line", "MedicationRequest", "placer-order", order.placer(), """
            "extension": [{"url": "%1$s/StructureDefinition/order-control", "valueCode": "NW"},
                          {"url": "%1$s/StructureDefinition/makes-bag", "valueBoolean": true}],
            "status": "draft", "intent": "order", "subject": {"reference": "urn:uuid:patient"},
            "encounter": {"reference": "urn:uuid:visit"},
            "requester": {"display": "外院医生", "identifier": %2$s},
            "contained": [{"resourceType": "Medication", "id": "m", "ingredient": [%3$s]}],
            "medicationReference": {"reference": "#m"},
            "dosageInstruction": [{"route": {"text": "静滴", "coding": [
               {"system": "http://terminology.hl7.org/CodeSystem/v2-0162", "code": "IV"}]}}]\
            """.formatted(
                Fhir.BASE, Scans.identifier("doctor-code", order.doctor().split("\\^")[0]), ingredients));
    }

    private static String provenance(Order order) {
        return """
            {"fullUrl": "urn:uuid:entered", "request": {"method": "POST", "url": "Provenance"},
             "resource": {"resourceType": "Provenance", "target": [{"reference": "urn:uuid:line"}],
              "recorded": "%s", "activity": {"text": "手工方录入"},
              "agent": [{"who": {"identifier": %s}}],
              "entity": [{"role": "source", "what": {"identifier": %s}}]}}
            """.formatted(
                        Scans.now(),
                        Scans.identifier("application", "手工录入"),
                        Scans.identifier("scan", "手工录入|" + order.placer()));
    }

    private static String entry(String url, String type, String system, String value, String elements) {
        return """
            {"fullUrl": "%1$s", "request": {"method": "PUT", "url": "%2$s?identifier=%3$s%4$s|%5$s"},
             "resource": {"resourceType": "%2$s", "identifier": [%6$s], %7$s}}
            """.formatted(url, type, SID, system, value, Scans.identifier(system, value), elements);
    }
}
