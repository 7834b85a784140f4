package org.chemoloop.simulators.pda;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** One nurse's PDA: looks up and scans. */
public final class Pda {

    private final FhirLine fhir;
    private final String nurse;
    private final Clock clock;

    /** The PDA of a nurse who is known to the installation by that user name. */
    public Pda(HttpClient http, URI fhir, Tokens tokens, String nurse, Clock clock) {
        this.fhir = new FhirLine(http, fhir, tokens, nurse);
        this.nurse = nurse;
        this.clock = clock;
    }

    /** The nurse who holds it. */
    public String nurse() {
        return nurse;
    }

    /** The wristband code of a patient who has arrived. */
    public Optional<String> wristbandOf(String outpatientNumber) throws IOException, InterruptedException {
        return byIdentifier("Patient", "outpatient-number", outpatientNumber).stream()
                .flatMap(patient -> identifiers(patient, "wristband").stream())
                .findFirst();
    }

    /** The bag that the line of a placer order number became. */
    public Optional<String> bagOf(String placerNumber) throws IOException, InterruptedException {
        for (JsonNode line : byIdentifier("MedicationRequest", "placer-order", placerNumber)) {
            String reference = "MedicationRequest/" + line.path("id").asText();
            var bags = fhir.search(
                    "MedicationRequest",
                    Map.of(
                            "intent",
                            "instance-order",
                            "subject",
                            line.path("subject").path("reference").asText()));
            return bags.stream()
                    .filter(bag -> references(bag.path("basedOn"), reference))
                    .flatMap(bag -> identifiers(bag, "bag").stream())
                    .findFirst();
        }
        return Optional.empty();
    }

    /** The step of a bag, a code of {@code cs/loop-status}; empty for a bag nobody knows. */
    public Optional<String> stepOf(String bag) throws IOException, InterruptedException {
        return byIdentifier("Task", "bag", bag).stream()
                .map(task -> task.path("businessStatus")
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asText())
                .findFirst();
    }

    /** 接单, 通知发药: {@code accepted} or {@code released}. */
    public ScanAnswer step(String bag, String step) throws IOException, InterruptedException {
        return fhir.put(bag, Scan.step(bag, nurse, step));
    }

    /** 配药. */
    public ScanAnswer prepare(String bag) throws IOException, InterruptedException {
        return fhir.put(bag, Scan.prepare(bag, nurse, clock.instant()));
    }

    /** 收药. */
    public ScanAnswer receive(String bag) throws IOException, InterruptedException {
        return fhir.put(bag, Scan.receive(bag, nurse, clock.instant()));
    }

    /** The second person's own confirmation before a cytotoxic bag is started. */
    public ScanAnswer confirm(String bag, String wristband) throws IOException, InterruptedException {
        return fhir.post("MedicationRequest/$confirm", Scan.confirmation(bag, wristband));
    }

    /** 用药: the wristband first, then the bag. */
    public ScanAnswer start(String bag, String wristband, Optional<String> witness)
            throws IOException, InterruptedException {
        return fhir.put(bag, Scan.start(bag, wristband, nurse, witness, clock.instant()));
    }

    /** 巡查: what runs at this wristband is looked up, then the round is recorded with the first of it. */
    public ScanAnswer round(String wristband) throws IOException, InterruptedException {
        var running = fhir.search(
                "MedicationAdministration",
                Map.of("patient.identifier", Scan.sid("wristband") + "|" + wristband, "status", "in-progress,on-hold"));
        if (running.isEmpty()) {
            return new ScanAnswer.Failed(200, "nothing runs at this wristband");
        }
        return fhir.post("Observation", Scan.round(running.get(0), clock.instant()));
    }

    /** 结束. */
    public ScanAnswer complete(String bag, String wristband, Instant started) throws IOException, InterruptedException {
        return fhir.put(bag, Scan.end(bag, wristband, nurse, started, clock.instant()));
    }

    private List<JsonNode> byIdentifier(String resourceType, String system, String value)
            throws IOException, InterruptedException {
        return fhir.search(resourceType, Map.of("identifier", Scan.sid(system) + "|" + value));
    }

    private static List<String> identifiers(JsonNode resource, String system) {
        return StreamSupport.stream(resource.path("identifier").spliterator(), false)
                .filter(identifier -> identifier.path("system").asText().equals(Scan.sid(system)))
                .filter(identifier -> !identifier.path("use").asText().equals("old"))
                .map(identifier -> identifier.path("value").asText())
                .toList();
    }

    private static boolean references(JsonNode references, String wanted) {
        return StreamSupport.stream(references.spliterator(), false)
                .anyMatch(reference -> reference.path("reference").asText().equals(wanted));
    }
}
