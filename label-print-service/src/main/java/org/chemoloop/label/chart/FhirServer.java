package org.chemoloop.label.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads from the FHIR server with the token of the person who asks.
 *
 * <p>This service has no rights of its own: what a caller may not see there can't be had as a picture here, and the
 * audit trail names the person, not a service.
 */
public final class FhirServer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI base;
    private final ObjectMapper json;

    /** {@code base} ends with {@code /fhir}. */
    public FhirServer(HttpClient http, URI base, ObjectMapper json) {
        this.http = http;
        this.base = base;
        this.json = json;
    }

    /** A search; each parameter is {@code name=value}, its value still unescaped. */
    Resources search(String token, String type, String... parameters)
            throws FhirServerAwayException, NotAllowedException {
        String query = Stream.of(parameters).map(FhirServer::escaped).collect(Collectors.joining("&"));
        return get(token, type + "?" + query)
                .map(Resources::ofBundle)
                .orElseThrow(() -> new IllegalStateException("no search for " + type));
    }

    /** A read by literal reference such as {@code Patient/p-1}; empty when it isn't there. */
    Optional<JsonNode> read(String token, String reference) throws FhirServerAwayException, NotAllowedException {
        return get(token, reference);
    }

    private Optional<JsonNode> get(String token, String path) throws FhirServerAwayException, NotAllowedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/fhir+json")
                // HAPI may answer a search again from the minute before; a label must not.
                .header("Cache-Control", "no-cache")
                .build();
        try {
            return understand(http.send(request, BodyHandlers.ofByteArray()), path);
        } catch (IOException away) {
            throw new FhirServerAwayException("no answer from " + base, away);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new FhirServerAwayException("stopped while waiting for " + base, stopping);
        }
    }

    private Optional<JsonNode> understand(HttpResponse<byte[]> answer, String path)
            throws IOException, FhirServerAwayException, NotAllowedException {
        int status = answer.statusCode();
        if (status == 200) {
            return Optional.of(json.readTree(answer.body()));
        }
        if (status == 404 || status == 410) {
            return Optional.empty();
        }
        if (status == 401 || status == 403) {
            throw new NotAllowedException(status == 401);
        }
        if (status == 429 || status >= 500) {
            throw new FhirServerAwayException(base + " answers " + status, null);
        }
        throw new IllegalStateException("HTTP " + status + " for GET " + path.replaceAll("\\?.*", ""));
    }

    private static String escaped(String parameter) {
        int equals = parameter.indexOf('=');
        return parameter.substring(0, equals + 1)
                + URLEncoder.encode(parameter.substring(equals + 1), StandardCharsets.UTF_8);
    }
}
