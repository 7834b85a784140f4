package org.chemoloop.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** FHIR requests in the name of one user. */
final class Fhir {

    static final String BASE = "https://chemoloop.org/fhir";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String root;
    private final String mediaType;
    private final Token token;

    /** A bearer token of a user, which is renewed before it ends. */
    interface Token {
        String value() throws IOException, InterruptedException;
    }

    Fhir(String root, String mediaType, Token token) {
        this.root = root;
        this.mediaType = mediaType;
        this.token = token;
    }

    /** What the server said: the status and the resource. */
    record Answer(int status, JsonNode resource) {

        String issue() {
            return details().path("coding").path(0).path("code").asText();
        }

        String textForTheNurse() {
            return details().path("text").asText();
        }

        private JsonNode details() {
            return resource.path("issue").path(0).path("details");
        }
    }

    static String sid(String name) {
        return BASE + "/sid/" + name;
    }

    Answer putBag(String resourceType, String bag, String body) throws IOException, InterruptedException {
        return send(request(resourceType + "?identifier=" + encoded(sid("bag") + "|" + bag))
                .PUT(BodyPublishers.ofString(body)));
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    Answer put(String path, String body) throws IOException, InterruptedException {
        return send(request(path).PUT(BodyPublishers.ofString(body)));
    }

    /** A conditional create of a Patient, which the server tries again when others write the same. */
    Answer createUnless(String system, String value, String body) throws IOException, InterruptedException {
        return send(insisting("Patient")
                .header("If-None-Exist", "identifier=" + system + "|" + value)
                .POST(BodyPublishers.ofString(body)));
    }

    /** A conditional update of a Patient, which the server tries again when others write the same. */
    Answer putByIdentifier(String system, String value, String body) throws IOException, InterruptedException {
        return send(
                insisting("Patient?identifier=" + encoded(system + "|" + value)).PUT(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder insisting(String path) throws IOException, InterruptedException {
        return request(path).header("X-Retry-On-Version-Conflict", "retry; max-retries=10");
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    List<JsonNode> byIdentifier(String resourceType, String system, String value)
            throws IOException, InterruptedException {
        return search(resourceType + "?identifier=" + encoded(sid(system) + "|" + value));
    }

    List<JsonNode> search(String query) throws IOException, InterruptedException {
        return matches(found(query));
    }

    private JsonNode found(String query) throws IOException, InterruptedException {
        Answer answer = get(query);
        if (answer.status() != 200) {
            throw new IOException("GET " + query + ": HTTP " + answer.status() + " " + answer.resource());
        }
        return answer.resource();
    }

    /** What was searched for, without what was included. */
    static List<JsonNode> matches(JsonNode page) {
        return StreamSupport.stream(page.path("entry").spliterator(), false)
                .filter(entry ->
                        entry.path("search").path("mode").asText("match").equals("match"))
                .map(entry -> entry.path("resource"))
                .toList();
    }

    /** What a search finds on all of its pages. */
    List<JsonNode> searchAll(String query) throws IOException, InterruptedException {
        List<JsonNode> found = new ArrayList<>();
        String page = query;
        while (!page.isEmpty()) {
            JsonNode answer = found(page);
            found.addAll(matches(answer));
            String next = "";
            for (JsonNode link : answer.path("link")) {
                if (link.path("relation").asText().equals("next")) {
                    next = link.path("url").asText();
                }
            }
            page = next.replace(root, "");
        }
        return found;
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) throws IOException, InterruptedException {
        return HttpRequest.newBuilder(URI.create(root + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token.value())
                .header("Accept", mediaType)
                .header("Content-Type", mediaType)
                .header("Accept-Language", "zh-CN")
                .header("Cache-Control", "no-cache");
    }

    private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
    }
}
