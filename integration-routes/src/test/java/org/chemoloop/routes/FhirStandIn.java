package org.chemoloop.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Stands in for the FHIR server, which is another process: decides as a test says, and remembers what it stored. */
public final class FhirStandIn {
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private final RSAKey key;
    private final int port;
    private final List<Bundle> submitted = new CopyOnWriteArrayList<>();
    private final List<Bundle> stored = new CopyOnWriteArrayList<>();
    /** Message identifier → how often it was submitted; each has one effect here as there. */
    private final Map<String, Integer> effects = new ConcurrentHashMap<>();

    private final Map<String, List<Long>> places = new ConcurrentHashMap<>();

    private final Map<String, List<String>> correlations = new ConcurrentHashMap<>();

    private volatile @Nullable HttpServer server;
    private volatile @Nullable ExecutorService threads;
    private volatile Function<Bundle, Integer> status = bundle -> 200;
    private volatile Function<Bundle, @Nullable OperationOutcome> refusal = bundle -> null;

    public FhirStandIn() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048)
                .keyID("test")
                .algorithm(JWSAlgorithm.RS256)
                .generate();
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        up();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public synchronized void up() throws IOException {
        if (server != null) {
            return;
        }
        HttpServer fresh = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        ExecutorService pool = Executors.newCachedThreadPool();
        fresh.setExecutor(pool);
        fresh.createContext("/oauth2/token", exchange -> answer(exchange, 200, token("routes", "routes")));
        fresh.createContext(
                "/oauth2/jwks", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        fresh.createContext("/fhir/$submit", this::submit);
        fresh.createContext("/fhir", this::store);
        fresh.start();
        server = fresh;
        threads = pool;
    }

    public synchronized void down() {
        HttpServer running = server;
        ExecutorService pool = threads;
        if (running != null && pool != null) {
            running.stop(0);
            pool.shutdownNow();
        }
        server = null;
    }

    /** Forgets what tests before have asked for. */
    public void behave() throws IOException {
        status = bundle -> 200;
        refusal = bundle -> null;
        submitted.clear();
        up();
    }

    public void answers(Function<Bundle, Integer> status) {
        this.status = status;
    }

    /** Refuses each prescription line of the Bundles for which there is an outcome. */
    public void refuses(Function<Bundle, @Nullable OperationOutcome> refusal) {
        this.refusal = refusal;
    }

    /** The resources of one type that were written without a decision. */
    public <T extends Resource> List<T> stored(Class<T> type) {
        return stored.stream()
                .flatMap(bundle -> bundle.getEntry().stream())
                .map(BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public List<Bundle> submitted() {
        return List.copyOf(submitted);
    }

    public int submissionsOf(String controlId) {
        return effects.entrySet().stream()
                .filter(effect -> effect.getKey().endsWith("|" + controlId))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** The numbers under which a message was submitted, one for each try. */
    public List<Long> placesOf(String controlId) {
        return places.getOrDefault(controlId, List.of());
    }

    /** The names under which a message was submitted, one for each try. */
    public List<String> correlationsOf(String controlId) {
        return correlations.getOrDefault(controlId, List.of());
    }

    public static String controlId(Bundle bundle) {
        String message = bundle.getIdentifier().getValue();
        return message.substring(message.lastIndexOf('|') + 1);
    }

    public static OperationOutcome outcome(IssueSeverity severity, String code, String text, String diagnostics) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(severity)
                .setDiagnostics(diagnostics)
                .getDetails()
                .setText(text)
                .addCoding()
                .setSystem("https://chemoloop.org/fhir/CodeSystem/loop-issue")
                .setCode(code);
        return outcome;
    }

    public String token(String name, String... roles) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(),
                    new JWTClaimsSet.Builder()
                            .subject(name)
                            .claim("roles", List.of(roles))
                            .expirationTime(new Date(System.currentTimeMillis() + 600_000))
                            .build());
            token.sign(new RSASSASigner(key));
            return "{\"access_token\":\"" + token.serialize() + "\",\"expires_in\":600}";
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String bearer(String name, String... roles) {
        return token(name, roles).replaceAll("^.*access_token\":\"([^\"]+)\".*$", "$1");
    }

    private void submit(HttpExchange exchange) throws IOException {
        Bundle bundle = FHIR.newJsonParser().parseResource(Bundle.class, exchange.getRequestBody());
        String place = exchange.getRequestHeaders().getFirst("ChemoLoop-Place");
        places.computeIfAbsent(controlId(bundle), control -> new CopyOnWriteArrayList<>())
                .add(Long.parseLong(place.substring(0, place.indexOf(' '))));
        correlations
                .computeIfAbsent(controlId(bundle), control -> new CopyOnWriteArrayList<>())
                .add(exchange.getRequestHeaders().getFirst("X-Correlation-Id"));
        int code = status.apply(bundle);
        if (code != 200) {
            answer(
                    exchange,
                    code,
                    "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\","
                            + "\"code\":\"exception\",\"diagnostics\":\"as the test wants it, for " + patient(bundle)
                            + "\"}]}");
            return;
        }
        submitted.add(bundle);
        effects.merge(bundle.getIdentifier().getValue(), 1, Integer::sum);
        answer(exchange, 200, FHIR.newJsonParser().encodeResourceToString(decided(bundle)));
    }

    /** As a real server may: it names whom it speaks of. */
    private static String patient(Bundle bundle) {
        return bundle.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(Patient.class::isInstance)
                .map(patient -> ((Patient) patient).getIdentifierFirstRep().getValue())
                .findFirst()
                .orElse("nobody");
    }

    private void store(HttpExchange exchange) throws IOException {
        stored.add(FHIR.newJsonParser().parseResource(Bundle.class, exchange.getRequestBody()));
        answer(exchange, 200, "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\"}");
    }

    private Bundle decided(Bundle bundle) {
        Bundle decided = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
        OperationOutcome refused = refusal.apply(bundle);
        for (BundleEntryComponent entry : bundle.getEntry()) {
            BundleEntryComponent answer = decided.addEntry();
            boolean line = entry.getResource() instanceof MedicationRequest;
            if (line && refused != null) {
                answer.getResponse().setStatus("422").setOutcome(refused);
            } else {
                String id = entry.getResource().fhirType() + "/"
                        + Integer.toHexString(entry.getFullUrl().hashCode());
                answer.getResponse().setStatus("201").setLocation(id);
            }
            if (line) {
                MedicationRequest stored = ((MedicationRequest) entry.getResource()).copy();
                stored.addIdentifier(new Identifier()
                        .setSystem("https://chemoloop.org/fhir/sid/filler-order")
                        .setValue("F" + stored.getIdentifierFirstRep().getValue()));
                answer.setResource(stored);
            }
        }
        return decided;
    }

    private static void answer(HttpExchange exchange, int status, String body) {
        try (exchange) {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
