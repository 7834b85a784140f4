package org.chemoloop.simulators.pda;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Bearer tokens of the demo users, obtained with the installation's own secret and renewed before they run out. */
public final class Tokens {

    // Well below the five minutes that an installation promises at least.
    private static final Duration USED_FOR = Duration.ofMinutes(4);

    private final HttpClient http;
    private final URI fhir;
    private final String commandLineSecret;
    private final Clock clock;
    private final Map<String, Token> held = new HashMap<>();

    /** @param commandLineSecret the secret {@code cli} of the installation */
    public Tokens(HttpClient http, URI fhir, String commandLineSecret, Clock clock) {
        this.http = http;
        this.fhir = fhir;
        this.commandLineSecret = commandLineSecret;
        this.clock = clock;
    }

    synchronized String of(String name) throws IOException, InterruptedException {
        Token token = held.get(name);
        if (token == null || clock.instant().isAfter(token.obtained().plus(USED_FOR))) {
            token = new Token(obtain(name), clock.instant());
            held.put(name, token);
        }
        return token.value();
    }

    private String obtain(String name) throws IOException, InterruptedException {
        String basic =
                Base64.getEncoder().encodeToString(("cli:" + commandLineSecret).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(fhir.resolve(
                        "/oauth2/installation-token?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8)))
                .header("Authorization", "Basic " + basic)
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("no token for " + name + ": HTTP " + answer.statusCode());
        }
        return new ObjectMapper().readTree(answer.body()).path("access_token").asText();
    }

    private record Token(String value, Instant obtained) {}
}
