package org.chemoloop.routes.channel;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** Says which counterpart is missing or waits for a person: the service works, the hospital's loop may not. */
@Component
class CounterpartsHealthIndicator implements HealthIndicator {
    private static final Status DEGRADED = new Status("DEGRADED");

    private final Channels channels;

    CounterpartsHealthIndicator(Channels channels) {
        this.channels = channels;
    }

    @Override
    public Health health() {
        try {
            Health.Builder health = Health.up();
            for (Channel channel : channels.all()) {
                String trouble = trouble(channel);
                health.withDetail(channel.name(), trouble.isEmpty() ? "ok" : trouble);
                if (!trouble.isEmpty()) {
                    health.status(DEGRADED);
                }
            }
            return health.build();
        } catch (Exception e) {
            return Health.unknown().withException(e).build();
        }
    }

    private static String trouble(Channel channel) {
        if (channel.paused()) {
            return "paused, " + channel.queueDepth() + " waiting";
        }
        if (channel.name().equals("fhir-server") && !channel.connected()) {
            return "not there, " + channel.queueDepth() + " waiting";
        }
        if (channel.stopped() > 0 || channel.failed() > 0) {
            return channel.stopped() + " stopped, " + channel.failed() + " dead letters: a person has to look";
        }
        return channel.trouble().isEmpty() ? "" : "unreachable, " + channel.queueDepth() + " waiting";
    }
}
