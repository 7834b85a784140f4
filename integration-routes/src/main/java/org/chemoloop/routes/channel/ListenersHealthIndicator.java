package org.chemoloop.routes.channel;

import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Says whether HIS and PIVAS can reach us. */
@Component
class ListenersHealthIndicator implements HealthIndicator {
    private final Lines lines;

    ListenersHealthIndicator(Lines lines) {
        this.lines = lines;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (String channel : List.of("his", "pivas")) {
            boolean listening = lines.isListening(channel);
            health.withDetail(channel, listening ? "listening" : "not listening");
            if (!listening) {
                health.down();
            }
        }
        return health.build();
    }
}
