package org.chemoloop.simulators.pda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** FHIR over HTTP in the name of one person. */
final class FhirLine {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI fhir;
    private final Tokens tokens;
    private final String name;

    FhirLine(HttpClient http, URI fhir, Tokens tokens, String name) {
        this.http = http;
        this.fhir = fhir;
        this.tokens = tokens;
        this.name = name;
    }

    /** The scan of a bag: one conditional update. */
    ScanAnswer put(String bag, JsonNode body) throws IOException, InterruptedException {
        String path =
                body.path("resourceType").asText() + "?" + query(Map.of("identifier", Scan.sid("bag") + "|" + bag));
        return answered(request(path).PUT(BodyPublishers.ofString(body.toString())));
    }

    ScanAnswer post(String path, JsonNode body) throws IOException, InterruptedException {
        return answered(request(path).POST(BodyPublishers.ofString(body.toString())));
    }

    /** The matches of a search, without what was included. */
    List<JsonNode> search(String resourceType, Map<String, String> parameters)
            throws IOException, InterruptedException {
        String path = resourceType + "?" + query(parameters);
        var answer = http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("GET " + path + " as " + name + ": HTTP " + answer.statusCode());
        }
        return StreamSupport.stream(JSON.readTree(answer.body()).path("entry").spliterator(), false)
                .filter(entry ->
                        entry.path("search").path("mode").asText("match").equals("match"))
                .map(entry -> entry.path("resource"))
                .toList();
    }

    private ScanAnswer answered(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return switch (answer.statusCode()) {
            case 200, 201, 204 -> new ScanAnswer.Accepted(JSON.readTree(answer.body()));
            case 422 ->
                refused(JSON.readTree(answer.body()).path("issue").path(0).path("details"));
            default -> new ScanAnswer.Failed(answer.statusCode(), answer.body());
        };
    }

    private static ScanAnswer refused(JsonNode details) {
        return new ScanAnswer.Refused(
                details.path("coding").path(0).path("code").asText(),
                details.path("text").asText());
    }

    private HttpRequest.Builder request(String path) throws IOException, InterruptedException {
        return HttpRequest.newBuilder(fhir.resolve("/fhir/" + path))
                .header("Authorization", "Bearer " + tokens.of(name))
                .header("Accept", "application/fhir+json")
                .header("Content-Type", "application/fhir+json")
                .header("Accept-Language", "zh-CN")
                // What the nurse sees is what is stored now.
                .header("Cache-Control", "no-cache")
                .timeout(Duration.ofSeconds(30));
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
