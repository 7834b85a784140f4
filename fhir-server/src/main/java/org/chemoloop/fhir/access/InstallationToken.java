package org.chemoloop.fhir.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * A token for any person or client of the installation, for whoever can read its secrets: {@code ./chemoloop token}.
 */
@RestController
class InstallationToken {

    private final Secrets secrets;
    private final PersonTable people;
    private final JwtEncoder encoder;
    private final Clock clock;

    InstallationToken(Secrets secrets, PersonTable people, JwtEncoder encoder, Clock clock) {
        this.secrets = secrets;
        this.people = people;
        this.encoder = encoder;
        this.clock = clock;
    }

    @PostMapping("/oauth2/installation-token")
    ResponseEntity<Map<String, Object>> issue(
            @RequestParam String name,
            @RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            HttpServletRequest request) {
        if (!isAdministratorOfThisMachine(authorization)) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"installation\"")
                    .body(Map.of("error", "invalid_client"));
        }
        return find(name)
                .map(person -> ResponseEntity.ok()
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(token(
                                person,
                                ServletUriComponentsBuilder.fromContextPath(request)
                                        .toUriString())))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND)
                        .body(Map.of(
                                "error",
                                "unknown_name",
                                "error_description",
                                "no user or client of this installation has this name: " + name)));
    }

    private Optional<CurrentPerson> find(String name) {
        return Role.ofCode(name)
                .filter(Role::isClient)
                .map(role -> new CurrentPerson(name, Set.of(role)))
                .or(() -> people.find(name));
    }

    private Map<String, Object> token(CurrentPerson person, String issuer) {
        Instant now = clock.instant();
        var claims = JwtClaimsSet.builder()
                .issuer(issuer)
                .subject(person.name())
                .issuedAt(now)
                .expiresAt(now.plus(InstallationClients.TOKEN_LIFE))
                .claim("roles", person.roles().stream().map(Role::code).toList())
                .claim("scope", List.of(person.isClient() ? "system/*.cruds" : "user/*.cruds"))
                .build();
        var header = JwsHeader.with(SignatureAlgorithm.RS256).build();
        return Map.of(
                "access_token",
                encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue(),
                "token_type",
                "Bearer",
                "expires_in",
                InstallationClients.TOKEN_LIFE.toSeconds());
    }

    private boolean isAdministratorOfThisMachine(@Nullable String authorization) {
        return authorization != null
                && secrets.read("cli")
                        .map(secret -> HttpHeaders.encodeBasicAuth("cli", secret, UTF_8))
                        .filter(expected -> MessageDigest.isEqual(
                                ("Basic " + expected).getBytes(UTF_8), authorization.getBytes(UTF_8)))
                        .isPresent();
    }
}
