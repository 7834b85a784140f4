package org.chemoloop.fhir.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The key that signs our tokens, made on the first start and then shared by all replicas through the database. */
@Component
class SigningKey {

    private static final int BITS = 2048;

    private final RSAKey key;
    private final RSAPublicKey publicKey;

    SigningKey(JdbcTemplate jdbc) {
        try {
            if (stored(jdbc) == null) {
                // Whoever inserts first wins; the others read what won.
                jdbc.update(
                        "insert into loop.signing_key (id, jwk) values ('current', ?) on conflict do nothing",
                        new RSAKeyGenerator(BITS)
                                .keyID(UUID.randomUUID().toString())
                                .generate()
                                .toJSONString());
            }
            key = RSAKey.parse(stored(jdbc));
            publicKey = key.toRSAPublicKey();
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException("the key in table loop.signing_key is not readable", e);
        }
    }

    JWKSet set() {
        return new JWKSet(key);
    }

    /** Made once: to read a key anew for every token took more time than to check the token. */
    RSAPublicKey publicKey() {
        return publicKey;
    }

    private static @Nullable String stored(JdbcTemplate jdbc) {
        return jdbc.queryForList("select jwk from loop.signing_key where id = 'current'", String.class).stream()
                .findFirst()
                .orElse(null);
    }
}
