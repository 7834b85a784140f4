package org.chemoloop.simulators.pda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Where a nurse has wristbands and labels printed. */
public final class PrintDesk {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI labels;
    private final Tokens tokens;
    private final String nurse;

    /** The desk of a nurse who is known to the installation by that user name; {@code labels} is where it listens. */
    public PrintDesk(HttpClient http, URI labels, Tokens tokens, String nurse) {
        this.http = http;
        this.labels = labels;
        this.tokens = tokens;
        this.nurse = nurse;
    }

    /** The first of the installation's printers. */
    public Printer printer() throws IOException, InterruptedException {
        JsonNode first = asked(request("/printers").GET()).path(0);
        return new Printer(first.path("name").asText(), first.path("address").asText());
    }

    /** Has a label printed, by kind ({@code bag}, {@code wristband}) and code: the number of the print job. */
    public String print(String printer, String kind, String code) throws IOException, InterruptedException {
        String wish = JSON.writeValueAsString(Map.of("kind", kind, "code", code, "printer", printer));
        return asked(request("/print-jobs").POST(HttpRequest.BodyPublishers.ofString(wish)))
                .path("id")
                .asText();
    }

    /** The job's number once its label has come out. */
    public Optional<String> printed(String job) throws IOException, InterruptedException {
        String state = asked(request("/print-jobs/" + job).GET()).path("state").asText();
        return state.equals("printed") ? Optional.of(job) : Optional.empty();
    }

    private JsonNode asked(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("%s %s as %s: HTTP %d %s"
                    .formatted(request.method(), request.uri(), nurse, answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    private HttpRequest.Builder request(String path) throws IOException, InterruptedException {
        return HttpRequest.newBuilder(labels.resolve(path))
                .header("Authorization", "Bearer " + tokens.of(nurse))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30));
    }

    /** A printer by its name, and how the installation reaches it: {@code tcp:HOST:PORT} or {@code file:FOLDER}. */
    public record Printer(String name, String address) {}
}
