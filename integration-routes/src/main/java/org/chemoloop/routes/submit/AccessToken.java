package org.chemoloop.routes.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fetches this service's own token by client credentials and keeps it while it is good. */
final class AccessToken {
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http;
    private final Supplier<URI> endpoint;
    private final String client;
    private final Supplier<String> secret;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();
    private @Nullable String token;
    private Instant goodUntil = Instant.MIN;

    AccessToken(HttpClient http, Supplier<URI> endpoint, String client, Supplier<String> secret, Clock clock) {
        this.http = http;
        this.endpoint = endpoint;
        this.client = client;
        this.secret = secret;
        this.clock = clock;
    }

    synchronized String get() throws IOException, InterruptedException, SubmitFailure {
        String known = token;
        if (known != null && clock.instant().isBefore(goodUntil)) {
            return known;
        }
        URI address = endpoint.get();
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Authorization", "Basic " + basic())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            // A wrong secret is repaired by an administrator, not by refusing the hospital's messages.
            throw new SubmitFailure(
                    FailureKind.TRANSIENT, false, address + " gives no token: HTTP " + answer.statusCode());
        }
        JsonNode body = json.readTree(answer.body());
        String fresh = body.path("access_token").asText();
        token = fresh;
        goodUntil =
                clock.instant().plusSeconds(body.path("expires_in").asLong(300)).minus(MARGIN);
        return fresh;
    }

    /** Drops a token that the server no longer takes; a newer one stays. */
    synchronized void expire(String refused) {
        if (refused.equals(token)) {
            token = null;
        }
    }

    private String basic() {
        return Base64.getEncoder().encodeToString((client + ":" + secret.get()).getBytes(UTF_8));
    }
}
