package org.chemoloop.routes.channel;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.chemoloop.routes.broker.Queues;
import org.chemoloop.routes.receive.JmsJournal;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Says whether messages can be kept. */
@Component
class BrokerHealthIndicator implements HealthIndicator {
    private final Queues queues;

    BrokerHealthIndicator(Queues queues) {
        this.queues = queues;
    }

    @Override
    public Health health() {
        try {
            return Health.up()
                    .withDetail("received messages in the queue", queues.depth(JmsJournal.QUEUE))
                    .build();
        } catch (ActiveMQException e) {
            return Health.down(e).build();
        }
    }
}
