package org.chemoloop.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The installation that {@code benchmarks/run} has started, by the variables that it was started with. */
final class Installation {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Tokens live half an hour. */
    private static final Duration RENEW = Duration.ofMinutes(10);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Clock clock;

    Installation(Clock clock) {
        this.clock = clock;
    }

    private record Token(String value, Instant since) {}

    /** What the channels of integration-routes say together. */
    record Waiting(long messages, long oldestSeconds) {}

    static int port(String name) {
        return Integer.parseInt(System.getenv("CHEMOLOOP_" + name + "_PORT"));
    }

    /** The port of an address that a counterpart is expected at. */
    static int portOf(String counterpart) {
        String address = System.getenv("CHEMOLOOP_" + counterpart + "_ADDRESS");
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /** The process of a part, as {@code ./chemoloop} has put it down. */
    static long pid(String part) throws IOException {
        String line = Files.readString(Path.of(System.getenv("CHEMOLOOP_DATA_DIR"), "run", part + ".pid"));
        return Long.parseLong(line.substring(0, line.indexOf(' ')));
    }

    /** The size of a directory of the data directory, in which files come and go. */
    static long mebibytes(String directory) throws IOException {
        var bytes = new AtomicLong();
        Files.walkFileTree(Path.of(System.getenv("CHEMOLOOP_DATA_DIR"), directory), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes.get() >> 20;
    }

    String token(String user) throws IOException, InterruptedException {
        Token known = tokens.get(user);
        if (known == null || known.since().plus(RENEW).isBefore(clock.instant())) {
            Process process = new ProcessBuilder("./chemoloop", "token", user)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IOException("no token for " + user);
            }
            known = new Token(printed.substring(printed.lastIndexOf('\n') + 1), clock.instant());
            tokens.put(user, known);
        }
        return known.value();
    }

    /** Sends nothing to fhir-server until it is resumed. */
    void hold(boolean paused) throws IOException, InterruptedException {
        ask("ROUTES", "/api/channels/fhir-server/" + (paused ? "pause" : "resume"), true);
    }

    Waiting waiting() throws IOException, InterruptedException {
        long messages = 0;
        long oldest = 0;
        for (JsonNode channel : ask("ROUTES", "/api/channels", false)) {
            messages += channel.path("queueDepth").asLong();
            String since = channel.path("oldestWaiting").asText("");
            if (!since.isEmpty() && !since.equals("null")) {
                oldest = Math.max(
                        oldest,
                        Duration.between(Instant.parse(since), clock.instant()).toSeconds());
            }
        }
        return new Waiting(messages, oldest);
    }

    /** The answer to a search or read of fhir-server. */
    JsonNode fhir(String path) throws IOException, InterruptedException {
        return ask("FHIR", "/fhir/" + path, false);
    }

    private JsonNode ask(String part, String path, boolean post) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port(part) + path))
                .header("Authorization", "Bearer " + token(post ? "admin" : "engineer1"))
                .header("Accept", part.equals("FHIR") ? "application/fhir+json" : "application/json");
        HttpResponse<String> answer = http.send(
                (post ? request.POST(HttpRequest.BodyPublishers.noBody()) : request).build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(path + ": HTTP " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
