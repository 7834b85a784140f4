package org.chemoloop.benchmarks;

import ca.uhn.fhir.context.FhirContext;
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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.chemoloop.routes.submit.BundleJson;
import org.chemoloop.routes.translate.Hl7Message;
import org.chemoloop.routes.translate.Translation;
import org.chemoloop.routes.translate.Translator;
import org.chemoloop.routes.translate.UnreadableMessageException;
import org.hl7.fhir.r4.model.Bundle;

/**
 * One order of a new patient, as a message gives it, sent to the server with the loop ({@code $submit}), and all that
 * this server keeps of it sent to a HAPI server as a transaction.
 */
final class OrderWrites {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BAG = "https://chemoloop.org/fhir/sid/bag";

    private static final String URN_OF_BAG = "urn:uuid:00000000-0000-4000-8000-00000000000b";
    private static final String URN_OF_TASK = "urn:uuid:00000000-0000-4000-8000-00000000000c";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<URI> guarded;
    private final URI bare;
    private final String token;
    private final Translator translator;
    private final BundleJson json = new BundleJson(FhirContext.forR4Cached());
    private final String message;
    private final AtomicLong number;
    private String bagAndTask = "";

    /**
     * @param guarded the servers with the loop, on one store, asked in turn
     * @param message an RDE^O11 with one order, one bag
     * @param first the orders are numbered from here on; no two runs on one store may share a number
     */
    OrderWrites(List<URI> guarded, URI bare, String token, Translator translator, String message, long first) {
        this.guarded = guarded;
        this.bare = bare;
        this.token = token;
        this.translator = translator;
        this.message = message;
        this.number = new AtomicLong(first);
    }

    /** Orders one bag and remembers what the server made of it, for {@link #toBare}. */
    void learn() throws Exception {
        String order = next();
        HttpResponse<String> answer = post(next(guarded).resolve("fhir/$submit"), json.write(bundle(order)), true);
        String line = "";
        for (JsonNode entry : JSON.readTree(answer.body()).path("entry")) {
            if (entry.at("/resource/resourceType").asText().equals("MedicationRequest")) {
                line = entry.at("/resource/id").asText();
            }
        }
        JsonNode task = get("Task?based-on=MedicationRequest/" + line).at("/entry/0/resource");
        JsonNode bag = get(task.at("/focus/reference").asText());
        if (bag.at("/identifier/0/value").isMissingNode() || !answer.body().contains("\"201")) {
            throw new IOException("no bag was made: " + answer.body());
        }
        String code = bag.at("/identifier/0/value").asText();
        String text = entry(bag, URN_OF_BAG) + "," + entry(task, URN_OF_TASK);
        // Who is known to the one server only is left out of what the other keeps.
        bagAndTask = text.replaceAll("\"reference\":\"Practitioner/[^\"]+\",?", "")
                .replaceAll("\"Patient/[^\"]+\"", "\"@Patient@\"")
                .replaceAll("\"Encounter/[^\"]+\"", "\"@Encounter@\"")
                .replace("MedicationRequest/bag-" + code, URN_OF_BAG)
                .replace("MedicationRequest/" + line, "@MedicationRequest@")
                .replace(code, "@BAG@")
                .replace(order, "@ORDER@");
    }

    boolean toGuarded() throws IOException, InterruptedException {
        HttpResponse<String> answer = post(next(guarded).resolve("fhir/$submit"), json.write(bundle(next())), true);
        return answer.statusCode() == 200 && !answer.body().contains("\"OperationOutcome\"");
    }

    boolean toBare() throws IOException, InterruptedException {
        String order = next();
        Bundle bundle = bundle(order);
        String text = json.write(bundle);
        // The urns of a message's entries are made of its numbers; those of bag and Task are the learned ones.
        Map<String, String> now = names(bundle);
        String own = bagAndTask.replace("@BAG@", order).replace("@ORDER@", order);
        for (String type : new String[] {"Patient", "Encounter", "MedicationRequest"}) {
            own = own.replace("@" + type + "@", now.get(type));
        }
        int end = text.lastIndexOf("]}");
        return post(bare.resolve("fhir"), text.substring(0, end) + "," + own + text.substring(end), false)
                        .statusCode()
                == 200;
    }

    private String next() {
        return Long.toString(number.incrementAndGet());
    }

    private URI next(List<URI> servers) {
        return servers.get((int) (number.get() % servers.size()));
    }

    /** The next order as a message; its MSH-10 is {@code C} and the number of the order. */
    Message message() {
        String order = next();
        return new Message("C" + order, text(order));
    }

    record Message(String controlId, String text) {}

    private String text(String order) {
        return message.replace("RD0001", "C" + order)
                .replace("M26110002", "M" + order)
                .replace("V26112401", "V" + order)
                .replace("P26112440", "P" + order)
                .replace("RX261124D", "R" + order);
    }

    private Bundle bundle(String order) {
        try {
            if (translator.translate(Hl7Message.parse(text(order))) instanceof Translation.Translated translated) {
                return translated.bundle();
            }
        } catch (UnreadableMessageException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("refused: a refusal is cheap and would be no figure");
    }

    /** The urn of the entry of each type; of the kinds that matter a message has one. */
    private static Map<String, String> names(Bundle bundle) {
        var names = new LinkedHashMap<String, String>();
        bundle.getEntry().forEach(entry -> names.put(entry.getResource().fhirType(), entry.getFullUrl()));
        return names;
    }

    private static ObjectNode entry(JsonNode stored, String urn) {
        ObjectNode resource = stored.deepCopy();
        String type = resource.path("resourceType").asText();
        resource.remove("id");
        resource.remove("meta");
        ObjectNode entry = JSON.createObjectNode();
        entry.put("fullUrl", urn);
        entry.set("resource", resource);
        entry.putObject("request").put("method", "PUT").put("url", type + "/own-@BAG@");
        return entry;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(http.send(
                        request(guarded.get(0).resolve("fhir/" + path), true)
                                .GET()
                                .build(),
                        BodyHandlers.ofString())
                .body());
    }

    private HttpResponse<String> post(URI address, String body, boolean signed)
            throws IOException, InterruptedException {
        return http.send(
                request(address, signed).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(URI address, boolean signed) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Accept", "application/fhir+json")
                .header("Content-Type", "application/fhir+json")
                .timeout(Duration.ofSeconds(120));
        return signed ? request.header("Authorization", "Bearer " + token) : request;
    }
}
