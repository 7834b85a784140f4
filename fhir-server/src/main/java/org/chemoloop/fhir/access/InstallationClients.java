package org.chemoloop.fhir.access;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** The systems of the installation that may ask for tokens of their own; each is known by its file of the secrets. */
@Component
class InstallationClients implements RegisteredClientRepository {

    static final Duration TOKEN_LIFE = Duration.ofMinutes(30);

    private final Secrets secrets;
    private final PasswordEncoder encoder;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(String secret, RegisteredClient client) {}

    InstallationClients(Secrets secrets, PasswordEncoder encoder) {
        this.secrets = secrets;
        this.encoder = encoder;
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    /** The file is read each time: a secret that was changed holds from the next token on. */
    @Override
    public @Nullable RegisteredClient findByClientId(String name) {
        Optional<String> secret = Role.ofCode(name).filter(Role::isClient).flatMap(role -> secrets.read(role.code()));
        return secret.map(value -> known.compute(
                                name,
                                (key, before) ->
                                        before != null && before.secret().equals(value)
                                                ? before
                                                : new Known(value, client(name, value)))
                        .client())
                .orElse(null);
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("clients are made by ./chemoloop up, as files of the secrets");
    }

    private RegisteredClient client(String name, String secret) {
        return RegisteredClient.withId(name)
                .clientId(name)
                .clientSecret(encoder.encode(secret))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope("system/*.rs")
                .scope("system/*.cruds")
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(TOKEN_LIFE)
                        .build())
                .build();
    }
}
