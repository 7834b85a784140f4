package org.chemoloop.label.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** This service's own token, for what happens when nobody is there: a last look before a late print, and its record. */
public final class OwnToken {
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FhirServers servers;
    private final Path secret;
    private final ObjectMapper json;
    private final Clock clock;
    private @Nullable String token;
    private Instant goodUntil = Instant.MIN;

    /** {@code secret} is the file that holds the secret of the client {@code label}; it is read for each token. */
    public OwnToken(FhirServers servers, Path secret, ObjectMapper json, Clock clock) {
        this.servers = servers;
        this.secret = secret;
        this.json = json;
        this.clock = clock;
    }

    public synchronized String get() throws FhirServerAwayException {
        String known = token;
        if (known != null && clock.instant().isBefore(goodUntil)) {
            return known;
        }
        JsonNode answer = fetch();
        String fresh = answer.path("access_token").asText();
        token = fresh;
        goodUntil = clock.instant()
                .plusSeconds(answer.path("expires_in").asLong(300))
                .minus(MARGIN);
        return fresh;
    }

    /** After it was refused: the next one is fetched anew. */
    public synchronized void forget() {
        token = null;
    }

    private JsonNode fetch() throws FhirServerAwayException {
        try {
            String basic = Base64.getEncoder()
                    .encodeToString(("label:" + Files.readString(secret).strip()).getBytes(UTF_8));
            HttpResponse<byte[]> answer =
                    servers.send(server -> HttpRequest.newBuilder(URI.create(server + "/oauth2/token"))
                            .timeout(PATIENCE)
                            .header("Authorization", "Basic " + basic)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));
            if (answer.statusCode() != 200) {
                throw new FhirServerAwayException(servers + " gives no token: HTTP " + answer.statusCode(), null);
            }
            return json.readTree(answer.body());
        } catch (IOException away) {
            throw new FhirServerAwayException("no token for the client label: " + away, away);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new FhirServerAwayException("stopped while waiting for " + servers, stopping);
        }
    }
}
