package org.chemoloop.label.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real sockets: a FHIR server that has died takes its keys away, and the next one gives the same. */
class KeysOfAnyServerTest {
    private RsaJsonWebKey key;
    private HttpServer first;
    private HttpServer second;
    private KeysOfAnyServer keys;

    @BeforeEach
    void start() throws IOException, JoseException {
        key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId("k1");
        first = server();
        second = server();
        keys = new KeysOfAnyServer(List.of(address(first), address(second)));
    }

    @AfterEach
    void stop() {
        first.stop(0);
        second.stop(0);
    }

    private HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth2/jwks", exchange -> {
            byte[] body = new JsonWebKeySet(key)
                    .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private String parsed() throws ParseException, JoseException {
        JWTAuthContextInfo settings = new JWTAuthContextInfo();
        settings.setSignatureAlgorithm(Set.of(SignatureAlgorithm.RS256));
        return keys.parse(token(), settings).getName();
    }

    private String token() throws JoseException {
        JwtClaims claims = new JwtClaims();
        claims.setSubject("nurse1");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        JsonWebSignature signed = new JsonWebSignature();
        signed.setPayload(claims.toJson());
        signed.setKey(key.getPrivateKey());
        signed.setKeyIdHeaderValue(key.getKeyId());
        signed.setAlgorithmHeaderValue("RS256");
        return signed.getCompactSerialization();
    }

    @Test
    void withTheFirstServerDeadTheSecondGivesTheKeys() throws Exception {
        first.stop(0);
        assertThat(parsed()).isEqualTo("nurse1");
    }

    @Test
    void aTokenOfSomebodyElseIsRefusedByWhicheverServer() throws Exception {
        first.stop(0);
        String strange = token().replaceAll("\\.[^.]*$", ".")
                + token().replaceAll("^.*\\.", "").replaceAll("^..", "AA");
        assertThatThrownBy(() -> keys.parse(strange, new JWTAuthContextInfo())).isInstanceOf(ParseException.class);
    }

    @Test
    void withoutAnyServerNobodyIsLetIn() {
        first.stop(0);
        second.stop(0);
        assertThatThrownBy(this::parsed).isInstanceOf(ParseException.class);
    }
}
