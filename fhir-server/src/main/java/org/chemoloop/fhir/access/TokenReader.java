package org.chemoloop.fhir.access;

import com.nimbusds.jwt.JWTParser;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/** Checks a token with our own key, or with the hospital's issuer when the token names it. */
final class TokenReader implements JwtDecoder {

    private final JwtDecoder own;
    private final JwtDecoder outside;
    private final String outsideIssuer;

    private TokenReader(JwtDecoder own, JwtDecoder outside, String outsideIssuer) {
        this.own = own;
        this.outside = outside;
        this.outsideIssuer = outsideIssuer;
    }

    /** Our own clients keep their tokens also where people log in at an outside issuer. */
    static JwtDecoder of(RSAPublicKey ownKey, String outsideIssuer) {
        JwtDecoder own = NimbusJwtDecoder.withPublicKey(ownKey).build();
        // Asked for its keys at the first token only: the issuer may start after us.
        return outsideIssuer.isEmpty()
                ? own
                : new TokenReader(
                        own,
                        new SupplierJwtDecoder(() -> JwtDecoders.fromIssuerLocation(outsideIssuer)),
                        outsideIssuer);
    }

    @Override
    public Jwt decode(String token) {
        return (outsideIssuer.equals(issuer(token)) ? outside : own).decode(token);
    }

    private static String issuer(String token) {
        try {
            return String.valueOf(JWTParser.parse(token).getJWTClaimsSet().getIssuer());
        } catch (ParseException e) {
            throw new BadJwtException("not a token", e);
        }
    }
}
