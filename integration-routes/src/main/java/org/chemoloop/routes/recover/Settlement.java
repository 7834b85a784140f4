package org.chemoloop.routes.recover;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.chemoloop.routes.answer.Answer;
import org.chemoloop.routes.receive.Acknowledging;
import org.chemoloop.routes.receive.KeptMessage;
import org.chemoloop.routes.receive.Turns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a message: stores the answer first, then gives it in the turn, or sends it after when the turn is over. */
public final class Settlement {
    private static final Logger log = LoggerFactory.getLogger(Settlement.class);
    private static final byte[] SILENCE = {};

    private final MessageLog messages;
    private final Turns turns;
    private final Outbox outbox;
    private final MeterRegistry meters;

    public Settlement(MessageLog messages, Turns turns, Outbox outbox, MeterRegistry meters) {
        this.messages = messages;
        this.turns = turns;
        this.outbox = outbox;
        this.meters = meters;
    }

    public void settle(InHand message) {
        KeptMessage kept = message.kept();
        Answer answer = message.settled();
        Acknowledging wishes = Acknowledging.of(kept);
        boolean inTurn = turns.isOpen(message.turn());
        boolean late = wishes.wantsLate(answer);
        if (!message.repeated()) {
            messages.close(message, planned(inTurn, late));
        }
        log.info(
                "answered kept={} control={} code={} result={} repeated={}",
                kept.id(),
                kept.controlId(),
                answer.code(),
                answer.result(),
                message.repeated());
        meters.counter("chemoloop.messages.answered", "channel", kept.channel(), "code", answer.code())
                .increment();
        if (inTurn && turns.answer(message.turn(), wishes.wants(answer) ? answer.bytes() : SILENCE)) {
            return;
        }
        if (late) {
            messages.delivery(kept.id(), Delivery.PENDING);
            outbox.take(new OutgoingMessage(
                    kept.channel(),
                    answer.controlId(),
                    "answer to " + kept.type(),
                    "answer|" + message.group(),
                    List.of(),
                    List.of(),
                    answer.bytes(),
                    kept.id(),
                    null));
        }
    }

    private static Delivery planned(boolean inTurn, boolean late) {
        if (inTurn) {
            return Delivery.DELIVERED;
        }
        return late ? Delivery.PENDING : Delivery.NOT_OWED;
    }
}
