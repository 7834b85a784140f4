package org.chemoloop.simulators.pda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** Writes the FHIR body of each scan: only what the device knows. */
final class Scan {

    static final String BASE = "https://chemoloop.org/fhir";

    private static final String FUNCTION = "http://terminology.hl7.org/CodeSystem/med-admin-perform-function";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Scan() {}

    static String sid(String name) {
        return BASE + "/sid/" + name;
    }

    static ObjectNode step(String bag, String nurse, String step) {
        ObjectNode task = scanned("Task", bag).put("status", "in-progress").put("intent", "order");
        task.putObject("businessStatus")
                .putArray("coding")
                .addObject()
                .put("system", BASE + "/CodeSystem/loop-status")
                .put("code", step);
        task.set("owner", person(nurse));
        return task;
    }

    static ObjectNode prepare(String bag, String nurse, Instant at) {
        return dispense(bag, nurse, "preparation").put("whenPrepared", at.toString());
    }

    static ObjectNode receive(String bag, String nurse, Instant at) {
        return dispense(bag, nurse, "completed").put("whenHandedOver", at.toString());
    }

    private static ObjectNode dispense(String bag, String nurse, String status) {
        ObjectNode dispense = scanned("MedicationDispense", bag).put("status", status);
        dispense.putObject("medicationCodeableConcept").put("text", "bag");
        dispense.putArray("performer").addObject().set("actor", person(nurse));
        return dispense;
    }

    static ObjectNode start(String bag, String wristband, String nurse, Optional<String> witness, Instant at) {
        ObjectNode start = administration(bag, wristband, nurse, "in-progress");
        witness.ifPresent(second -> start.withArray("performer").add(performer(second, "witness")));
        start.putObject("effectivePeriod").put("start", at.toString());
        return start;
    }

    static ObjectNode end(String bag, String wristband, String nurse, Instant started, Instant ended) {
        ObjectNode end = administration(bag, wristband, nurse, "completed");
        end.putObject("effectivePeriod").put("start", started.toString()).put("end", ended.toString());
        return end;
    }

    private static ObjectNode administration(String bag, String wristband, String nurse, String status) {
        ObjectNode administration = scanned("MedicationAdministration", bag).put("status", status);
        administration.putObject("medicationCodeableConcept").put("text", "bag");
        administration.putObject("subject").set("identifier", identifier("wristband", wristband));
        administration.putArray("performer").add(performer(nurse, "performer"));
        return administration;
    }

    static ObjectNode round(JsonNode running, Instant at) {
        ObjectNode round =
                JSON.createObjectNode().put("resourceType", "Observation").put("status", "final");
        round.putObject("code").put("text", "巡查");
        round.putArray("partOf")
                .addObject()
                .put(
                        "reference",
                        "MedicationAdministration/" + running.path("id").asText());
        round.putObject("subject")
                .put("reference", running.path("subject").path("reference").asText());
        return round.put("effectiveDateTime", at.toString()).put("valueString", "40 滴/分，穿刺点无红肿");
    }

    static ObjectNode confirmation(String bag, String wristband) {
        ObjectNode parameters = JSON.createObjectNode().put("resourceType", "Parameters");
        var list = parameters.putArray("parameter");
        list.addObject().put("name", "bag").put("valueString", bag);
        list.addObject().put("name", "wristband").put("valueString", wristband);
        return parameters;
    }

    private static ObjectNode scanned(String resourceType, String bag) {
        ObjectNode resource = JSON.createObjectNode().put("resourceType", resourceType);
        resource.putArray("identifier").add(identifier("bag", bag));
        return resource;
    }

    private static ObjectNode performer(String nurse, String function) {
        ObjectNode performer = JSON.createObjectNode();
        performer
                .putObject("function")
                .putArray("coding")
                .addObject()
                .put("system", FUNCTION)
                .put("code", function);
        performer.set("actor", person(nurse));
        return performer;
    }

    private static ObjectNode person(String name) {
        ObjectNode person = JSON.createObjectNode();
        person.set("identifier", identifier("user", name));
        return person;
    }

    private static ObjectNode identifier(String system, String value) {
        return JSON.createObjectNode().put("system", sid(system)).put("value", value);
    }
}
