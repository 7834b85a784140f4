package org.chemoloop.fhir.access;

import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Not ready while secrets are missing: nobody could get a token. */
@Component("secretsPresent")
class SecretsCheck implements HealthIndicator {

    private static final List<String> NEEDED = List.of("cli", "routes", "label", "pda", "his", "pivas");

    private final Secrets secrets;

    SecretsCheck(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public Health health() {
        List<String> missing = NEEDED.stream()
                .filter(name -> secrets.read(name).isEmpty())
                .map(name -> secrets.file(name).toString())
                .toList();
        return missing.isEmpty()
                ? Health.up().build()
                : Health.down()
                        .withDetail("reason", "Secrets are missing, ./chemoloop up makes them: " + missing)
                        .build();
    }
}
