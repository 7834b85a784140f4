package org.chemoloop.label.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Plays two copies of the FHIR server over real HTTP: keys, tokens, searches and reads; each can be switched off. */
public final class FhirStandIn implements QuarkusTestResourceLifecycleManager {
    static final RsaJsonWebKey KEY = key("k1");
    static final RsaJsonWebKey STRANGE_KEY = key("k2");

    /** By path and decoded query; a missing path is 404, a missing search an empty Bundle. */
    static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();

    /** What was written, by type and id. */
    static final Map<String, String> WRITTEN = new ConcurrentHashMap<>();

    /** What was asked for, and with whose token. */
    static final List<String> ASKED = new CopyOnWriteArrayList<>();

    /** By which name each request came. */
    static final List<String> CORRELATIONS = new CopyOnWriteArrayList<>();

    private static final HttpServer[] SERVERS = new HttpServer[2];
    private static final int[] PORTS = new int[2];

    @Override
    public Map<String, String> start() {
        up();
        try {
            Path secrets = Files.createTempDirectory("secrets-");
            Files.writeString(secrets.resolve("label"), "secret of the label client\n");
            return Map.of(
                    "chemoloop.label.fhir-server",
                    "http://127.0.0.1:" + PORTS[0] + ",http://127.0.0.1:" + PORTS[1],
                    "chemoloop.label.secrets-dir",
                    secrets.toString());
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public void stop() {
        down();
    }

    static synchronized void up() {
        up(0);
        up(1);
    }

    static synchronized void up(int number) {
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORTS[number]), 0);
            SERVERS[number] = server;
            PORTS[number] = server.getAddress().getPort();
            server.createContext("/oauth2/jwks", FhirStandIn::keys);
            server.createContext("/oauth2/token", FhirStandIn::ownToken);
            server.createContext("/fhir/", FhirStandIn::resources);
            server.start();
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    static synchronized void down() {
        down(0);
        down(1);
    }

    static synchronized void down(int number) {
        SERVERS[number].stop(0);
    }

    static String token(String name, RsaJsonWebKey key, float minutes) throws JoseException {
        return token(name, key, minutes, "chemo-nurse");
    }

    static String token(String name, RsaJsonWebKey key, float minutes, String role) throws JoseException {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(name);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(minutes);
        claims.setStringListClaim("roles", List.of(role));
        JsonWebSignature signed = new JsonWebSignature();
        signed.setPayload(claims.toJson());
        signed.setKey(key.getPrivateKey());
        signed.setKeyIdHeaderValue(key.getKeyId());
        signed.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        return signed.getCompactSerialization();
    }

    private static void keys(HttpExchange exchange) throws IOException {
        answer(exchange, 200, new JsonWebKeySet(KEY).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
    }

    private static void ownToken(HttpExchange exchange) throws IOException {
        String basic = Base64.getEncoder().encodeToString("label:secret of the label client".getBytes(UTF_8));
        boolean known = exchange.getRequestHeaders().getFirst("Authorization").equals("Basic " + basic);
        answer(exchange, known ? 200 : 401, "{\"access_token\":\"own\",\"expires_in\":300}");
    }

    private static void resources(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            WRITTEN.put(exchange.getRequestURI().getPath().substring("/fhir/".length()), body);
            answer(exchange, 201, body);
            return;
        }
        String query = exchange.getRequestURI().getRawQuery();
        String asked = exchange.getRequestURI().getPath().substring("/fhir/".length())
                + (query == null ? "" : "?" + URLDecoder.decode(query, UTF_8));
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        CORRELATIONS.add(exchange.getRequestHeaders().getFirst("X-Correlation-Id"));
        ASKED.add(asked + " " + token);
        String key = query == null ? asked : asked.replaceAll("&.*", "");
        String known = ANSWERS.get(key);
        if (token.equals("Bearer " + ANSWERS.get("forbidden"))) {
            answer(exchange, 403, "{}");
        } else if (known != null && known.matches("\\d{3}")) {
            answer(exchange, Integer.parseInt(known), "{}");
        } else if (known != null) {
            answer(exchange, 200, known);
        } else {
            answer(
                    exchange,
                    query == null ? 404 : 200,
                    "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/fhir+json;charset=UTF-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static RsaJsonWebKey key(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            key.setUse("sig");
            return key;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
