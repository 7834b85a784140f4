package org.chemoloop.label.service;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks bearer tokens by the keys of whichever copy of the FHIR server gives them: they all have the same. */
@ApplicationScoped
@Alternative
@Priority(1)
public class KeysOfAnyServer extends JWTCallerPrincipalFactory {

    /** One factory keeps the keys of one address. */
    private record Keys(String location, JWTCallerPrincipalFactory factory) {
        static Keys of(URI server) {
            return new Keys(server + "/oauth2/jwks", new DefaultJWTCallerPrincipalFactory());
        }
    }

    private final List<Keys> servers;

    @Inject
    KeysOfAnyServer(LabelConfig config) {
        this(config.fhirServer());
    }

    KeysOfAnyServer(List<URI> servers) {
        this.servers = servers.stream().map(Keys::of).toList();
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo settings) throws ParseException {
        ParseException last = new ParseException("no FHIR server is named");
        for (Keys keys : servers) {
            JWTAuthContextInfo there = new JWTAuthContextInfo(settings);
            there.setPublicKeyLocation(keys.location());
            try {
                return keys.factory().parse(token, there);
            } catch (ParseException refused) {
                if (!isAway(refused)) {
                    throw refused;
                }
                last = refused;
            }
        }
        throw last;
    }

    private static boolean isAway(Throwable refused) {
        for (@Nullable Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
