package org.chemoloop.fhir.access;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** How tokens are signed, read and filled. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    JWKSource<SecurityContext> signingKeys(SigningKey key) {
        return new ImmutableJWKSet<>(key.set());
    }

    @Bean
    JwtEncoder tokenEncoder(JWKSource<SecurityContext> keys) {
        return new NimbusJwtEncoder(keys);
    }

    @Bean
    JwtDecoder tokenDecoder(SigningKey key, @Value("${chemoloop.oidc-issuer}") String outsideIssuer) {
        return TokenReader.of(key.publicKey(), outsideIssuer);
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings() {
        // The issuer is the address by which the caller reached us.
        return AuthorizationServerSettings.builder().build();
    }

    /** A client's role is its name. */
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> rolesOfClients() {
        return context -> context.getClaims()
                .claim("roles", List.of(context.getRegisteredClient().getClientId()));
    }

    /** Client tokens are whole in themselves: keeping a copy of each would only fill the memory. */
    @Bean
    OAuth2AuthorizationService noTokenIsKept() {
        return new OAuth2AuthorizationService() {
            @Override
            public void save(OAuth2Authorization authorization) {}

            @Override
            public void remove(OAuth2Authorization authorization) {}

            @Override
            public @Nullable OAuth2Authorization findById(String id) {
                return null;
            }

            @Override
            public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
                return null;
            }
        };
    }
}
