package org.chemoloop.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The requests of nurse1's PDA, as the interface guide shows them, and the same resource as a bare server gets it. */
final class BagScans {

    private static final String BASE = "https://chemoloop.org/fhir";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NURSE =
            "{\"identifier\": {\"system\": \"%s/sid/user\", \"value\": \"nurse1\"}}".formatted(BASE);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI guarded;
    private final URI bare;
    private final String token;
    private final Clock clock;

    BagScans(int guardedPort, int barePort, String token, Clock clock) {
        this.guarded = URI.create("http://localhost:" + guardedPort + "/fhir/");
        this.bare = URI.create("http://localhost:" + barePort + "/fhir/");
        this.token = token;
        this.clock = clock;
    }

    /** A bag at the chair with the wristband of its patient and the ids of patient and visit. */
    record AtChair(String bag, String wristband, String patient, String visit) {

        static AtChair parse(String line) {
            String[] words = line.split(" ");
            return new AtChair(words[0], words[1], words[2], words[3]);
        }
    }

    /** What a server said to a scan. */
    record Said(int status, String body) {

        boolean isYes() {
            return status == 200 || status == 201;
        }
    }

    Said step(String bag, String step) throws IOException, InterruptedException {
        return scan("Task", bag, """
                {"resourceType": "Task", "status": "in-progress", "intent": "order", "identifier": [%s], "owner": %s,
                 "businessStatus": {"coding": [{"system": "%s/CodeSystem/loop-status", "code": "%s"}]}}
                """.formatted(identifier("bag", bag), NURSE, BASE, step));
    }

    Said dispense(String bag, String status) throws IOException, InterruptedException {
        return scan("MedicationDispense", bag, """
                {"resourceType": "MedicationDispense", "status": "%s", "identifier": [%s],
                 "medicationCodeableConcept": {"text": "bag"}, "performer": [{"actor": %s}]}
                """.formatted(status, identifier("bag", bag), NURSE));
    }

    Said administer(AtChair at, String status) throws IOException, InterruptedException {
        return scan("MedicationAdministration", at.bag(), """
                {"resourceType": "MedicationAdministration", "status": "%s", "identifier": [%s],
                 "medicationCodeableConcept": {"text": "bag"}, "subject": {"identifier": %s},
                 "performer": [{"actor": %s}], "effectivePeriod": {"start": "%s"}}
                """.formatted(
                        status,
                        identifier("bag", at.bag()),
                        identifier("wristband", at.wristband()),
                        NURSE,
                        clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    }

    /** The infusion of a bag as the guarded server has stored it, without what it is known by there. */
    String infusionOf(AtChair at) throws IOException, InterruptedException {
        Said stored = send(request(guarded, "MedicationAdministration/bag-" + at.bag())
                .header("Authorization", "Bearer " + token)
                .GET());
        if (!stored.isYes()) {
            throw new IOException("no infusion of " + at + ": " + stored);
        }
        var resource = (ObjectNode) JSON.readTree(stored.body());
        resource.remove(List.of("id", "meta"));
        return resource.toString();
    }

    /** @param infusion of the bag {@code like}, which is written as that of another */
    Said putBare(String infusion, AtChair like, AtChair at, String status) throws IOException, InterruptedException {
        String body = infusion.replace(like.bag(), at.bag())
                .replace(like.wristband(), at.wristband())
                .replace(like.patient(), at.patient())
                .replace(like.visit(), at.visit())
                .replace("\"status\":\"in-progress\"", "\"status\":\"" + status + "\"");
        return send(
                request(bare, conditional("MedicationAdministration", at.bag())).PUT(BodyPublishers.ofString(body)));
    }

    /** The codes of the youngest bags. */
    List<String> youngest(int bags) throws IOException, InterruptedException {
        Said answer = send(request(guarded, "Task?_sort=-_lastUpdated&_count=" + bags)
                .header("Authorization", "Bearer " + token)
                .GET());
        var codes = new ArrayList<String>();
        for (JsonNode entry : JSON.readTree(answer.body()).path("entry")) {
            entry.at("/resource/identifier").forEach(identifier -> {
                if (identifier.path("system").asText().equals(BASE + "/sid/bag")) {
                    codes.add(identifier.path("value").asText());
                }
            });
        }
        if (codes.size() < bags) {
            throw new IOException("%d bags found, %d ordered: %s".formatted(codes.size(), bags, answer));
        }
        return codes;
    }

    private Said scan(String type, String bag, String body) throws IOException, InterruptedException {
        return send(request(guarded, conditional(type, bag))
                .header("Authorization", "Bearer " + token)
                .PUT(BodyPublishers.ofString(body)));
    }

    private Said send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        return new Said(answer.statusCode(), answer.body());
    }

    private static String conditional(String type, String bag) {
        return type + "?identifier=" + BASE + "/sid/bag%7C" + bag;
    }

    private static String identifier(String system, String value) {
        return "{\"system\": \"%s/sid/%s\", \"value\": \"%s\"}".formatted(BASE, system, value);
    }

    private static HttpRequest.Builder request(URI server, String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Accept", "application/fhir+json")
                .header("Content-Type", "application/fhir+json")
                .timeout(Duration.ofSeconds(60));
    }
}
