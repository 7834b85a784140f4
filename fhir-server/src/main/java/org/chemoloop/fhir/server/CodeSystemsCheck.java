package org.chemoloop.fhir.server;

import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Not ready while a code system is missing: screens would have no words and no colours. */
@Component("codeSystems")
class CodeSystemsCheck implements HealthIndicator {

    private final JdbcTemplate jdbc;
    private final List<String> expected;

    CodeSystemsCheck(JdbcTemplate jdbc, Definitions definitions) {
        this.jdbc = jdbc;
        this.expected = definitions.ids();
    }

    @Override
    public Health health() {
        List<String> stored =
                jdbc.queryForList("select fhir_id from hfj_resource where res_type = 'CodeSystem'", String.class);
        List<String> missing =
                expected.stream().filter(id -> !stored.contains(id)).toList();
        return missing.isEmpty()
                ? Health.up().build()
                : Health.down()
                        .withDetail("reason", "Code systems are not loaded yet: " + missing)
                        .build();
    }
}
