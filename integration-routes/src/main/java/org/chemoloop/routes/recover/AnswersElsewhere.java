package org.chemoloop.routes.recover;

import jakarta.jms.BytesMessage;
import java.time.Duration;
import java.util.UUID;
import org.chemoloop.routes.receive.Turn;
import org.springframework.jms.core.JmsTemplate;

/**
 * Brings an answer to the copy of this service whose sender waits for it. It is a note that may get lost: the answer is
 * stored, and what nobody has passed on is found again (see {@link Settlement#remember}).
 */
public final class AnswersElsewhere {
    /** Each copy of the service listens on this topic for its own name. */
    public static final String TOPIC = "answers";

    public static final String NODE = "node";
    public static final String ARRIVAL = "arrival";
    public static final String KEPT = "kept";
    public static final String LATE = "late";

    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private final JmsTemplate broker;

    /** @param broker sends as part of the transaction of what is being consumed */
    public AnswersElsewhere(JmsTemplate broker) {
        this.broker = broker;
        broker.setPubSubDomain(true);
        broker.setExplicitQosEnabled(true);
        broker.setDeliveryPersistent(false);
        broker.setTimeToLive(GOOD_FOR.toMillis());
    }

    void bring(Turn turn, UUID kept, byte[] said, boolean late) {
        broker.send(TOPIC, session -> {
            BytesMessage answer = session.createBytesMessage();
            answer.writeBytes(said);
            answer.setStringProperty(NODE, turn.node());
            answer.setStringProperty(ARRIVAL, turn.arrival().toString());
            answer.setStringProperty(KEPT, kept.toString());
            answer.setBooleanProperty(LATE, late);
            return answer;
        });
    }
}
