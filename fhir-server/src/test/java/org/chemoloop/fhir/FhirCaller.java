package org.chemoloop.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;

/** Speaks FHIR over HTTP to the server under test, as any person or client of the installation. */
public final class FhirCaller {

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Environment environment;

    FhirCaller(Environment environment) {
        this.environment = environment;
    }

    /** The caller with the token of a person or client: {@code as("nurse1").put("Task?identifier=…", task)}. */
    public Caller as(String name) {
        return new Caller(tokens.computeIfAbsent(name, this::token), Map.of());
    }

    /** The caller without any token. */
    public Caller anonymous() {
        return new Caller("", Map.of());
    }

    /** Where the server listens, without the slash at the end. */
    public String address() {
        return "http://localhost:" + environment.getRequiredProperty("local.server.port");
    }

    /** As {@code ./chemoloop token NAME} does it. */
    private String token(String name) {
        String basic = HttpHeaders.encodeBasicAuth("cli", TestInstallation.secret("cli"), UTF_8);
        Answer answer = new Caller("", Map.of("Authorization", "Basic " + basic))
                .send("POST", "/oauth2/installation-token?name=" + name, null);
        try {
            return new ObjectMapper()
                    .readTree(answer.body())
                    .required("access_token")
                    .textValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One person's or client's way to call the server. */
    public final class Caller {

        private final String token;
        private final Map<String, String> headers;

        private Caller(String token, Map<String, String> headers) {
            this.token = token;
            this.headers = headers;
        }

        /** The same caller with one more header. */
        public Caller with(String header, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Caller(token, more);
        }

        public Answer get(String path) {
            return send("GET", path, null);
        }

        public Answer put(String path, IBaseResource resource) {
            return send("PUT", path, json(resource));
        }

        public Answer post(String path, IBaseResource resource) {
            return send("POST", path, json(resource));
        }

        /** Any method and body; {@code path} is relative to {@code /fhir/}, or absolute when it starts with a slash. */
        public Answer send(String method, String path, String body) {
            String url = address() + (path.startsWith("/") ? path : "/fhir/" + path).replace("|", "%7C");
            var request = HttpRequest.newBuilder(URI.create(url))
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (!headers.containsKey("Content-Type")) {
                request.header("Content-Type", "application/fhir+json;charset=UTF-8");
            }
            headers.forEach(request::header);
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            try {
                HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
                return new Answer(response);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private String json(IBaseResource resource) {
            return FHIR.newJsonParser().encodeResourceToString(resource);
        }
    }

    /** What the server answered. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The body as a resource of that type. */
        public <T extends IBaseResource> T resource(Class<T> type) {
            return FHIR.newJsonParser().parseResource(type, response.body());
        }
    }
}
