package org.chemoloop.routes.recover;

import jakarta.jms.BytesMessage;
import org.chemoloop.routes.answer.Answer;
import org.chemoloop.routes.answer.AnswerDesk;
import org.chemoloop.routes.receive.KeptMessage;
import org.chemoloop.routes.receive.Reception;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.core.JmsTemplate;

/** Lays aside what cannot go on by itself, each with its reason, so that the rest can. */
public final class DeadLetters {
    public static final String QUEUE = "dead.letters";
    public static final String REASON = "reason";
    public static final String ORIGIN = "origin";
    public static final String CONTROL_ID = "controlId";

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final JmsTemplate broker;
    private final AnswerDesk desk;
    private final Reception reception;

    public DeadLetters(JmsTemplate broker, AnswerDesk desk, Reception reception) {
        this.broker = broker;
        this.desk = desk;
        this.reception = reception;
    }

    /** Lays a received message aside and says so to its sender. */
    public Answer bury(KeptMessage kept, Exception cause) {
        lay("hl7.in", kept.controlId(), kept.raw(), reason(cause), kept.id().toString());
        log.error("dead letter kept={} control={}", kept.id(), kept.controlId(), cause);
        return desk.failed(kept.addressee('A', reception.now()), reason(cause));
    }

    /** Lays a message aside that was to be announced or delivered. */
    public void lay(String origin, String controlId, byte[] content, String reason, String id) {
        broker.send(QUEUE, session -> {
            BytesMessage bytes = session.createBytesMessage();
            bytes.writeBytes(content);
            bytes.setStringProperty(ORIGIN, origin);
            bytes.setStringProperty(CONTROL_ID, controlId);
            bytes.setStringProperty(REASON, reason);
            // The step may be repeated after a crash; one letter is enough.
            bytes.setStringProperty("_AMQ_DUPL_ID", origin + "|" + id);
            return bytes;
        });
    }

    private static String reason(Exception cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
