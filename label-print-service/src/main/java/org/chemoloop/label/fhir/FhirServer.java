package org.chemoloop.label.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads from the FHIR server, and records prints there.
 *
 * <p>What a person asks for is looked up with the token of that person: what a caller may not see there can't be had as
 * a picture here, and the audit trail names the person, not a service.
 */
public final class FhirServer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FhirServers servers;
    private final ObjectMapper json;

    public FhirServer(FhirServers servers, ObjectMapper json) {
        this.servers = servers;
        this.json = json;
    }

    /** A search; each parameter is {@code name=value}, its value still unescaped. */
    public Resources search(String token, String type, String... parameters)
            throws FhirServerAwayException, NotAllowedException {
        String query = Stream.of(parameters).map(FhirServer::escaped).collect(Collectors.joining("&"));
        JsonNode page = page(token, "/" + type + "?" + query);
        Resources found = Resources.ofBundle(page);
        // A page that is not fetched would be bags that are not printed.
        for (Optional<String> next = next(page); next.isPresent(); next = next(page)) {
            page = page(token, next.get());
            found.addAll(Resources.ofBundle(page));
        }
        return found;
    }

    private JsonNode page(String token, String path) throws FhirServerAwayException, NotAllowedException {
        return get(token, path).orElseThrow(() -> new IllegalStateException("no search at " + servers));
    }

    /** What comes behind the base in the link to the next page; the server may call itself by another name. */
    private static Optional<String> next(JsonNode page) {
        return Resources.each(page.path("link"))
                .filter(link -> link.path("relation").asText().equals("next"))
                .map(link -> link.path("url").asText())
                .map(url -> url.substring(url.indexOf("/fhir") + "/fhir".length()))
                .findFirst();
    }

    /** A read by literal reference such as {@code Patient/p-1}; empty when it isn't there. */
    public Optional<JsonNode> read(String token, String reference) throws FhirServerAwayException, NotAllowedException {
        return get(token, "/" + reference);
    }

    private Optional<JsonNode> get(String token, String path) throws FhirServerAwayException, NotAllowedException {
        return exchange(
                server -> request(server, token, path)
                        // HAPI may answer a search again from the minute before; a label must not.
                        .header("Cache-Control", "no-cache"),
                path);
    }

    /** Puts a resource under an id of our own, so that trying again makes no second one. */
    public void put(String token, String type, String id, JsonNode resource)
            throws FhirServerAwayException, NotAllowedException {
        String path = "/" + type + "/" + id;
        exchange(
                server -> request(server, token, path)
                        .header("Content-Type", "application/fhir+json;charset=UTF-8")
                        .PUT(HttpRequest.BodyPublishers.ofString(resource.toString())),
                path);
    }

    private static HttpRequest.Builder request(URI server, String token, String path) {
        return HttpRequest.newBuilder(URI.create(server + "/fhir" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/fhir+json");
    }

    private Optional<JsonNode> exchange(Function<URI, HttpRequest.Builder> request, String path)
            throws FhirServerAwayException, NotAllowedException {
        try {
            return understand(servers.send(request), path);
        } catch (IOException away) {
            throw new FhirServerAwayException("no answer from " + servers, away);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new FhirServerAwayException("stopped while waiting for " + servers, stopping);
        }
    }

    private Optional<JsonNode> understand(HttpResponse<byte[]> answer, String path)
            throws IOException, FhirServerAwayException, NotAllowedException {
        int status = answer.statusCode();
        if (status == 200 || status == 201) {
            return Optional.of(json.readTree(answer.body()));
        }
        if (status == 404 || status == 410) {
            return Optional.empty();
        }
        if (status == 401 || status == 403) {
            throw new NotAllowedException(status == 401);
        }
        if (status == 429 || status >= 500) {
            throw new FhirServerAwayException(servers + " answers " + status, null);
        }
        throw new IllegalStateException("HTTP " + status + " for " + path.replaceAll("\\?.*", ""));
    }

    private static String escaped(String parameter) {
        int equals = parameter.indexOf('=');
        return parameter.substring(0, equals + 1)
                + URLEncoder.encode(parameter.substring(equals + 1), StandardCharsets.UTF_8);
    }
}
