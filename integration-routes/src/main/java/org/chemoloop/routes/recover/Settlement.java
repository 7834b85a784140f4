package org.chemoloop.routes.recover;

import java.util.List;
import org.chemoloop.routes.answer.Answer;
import org.chemoloop.routes.receive.KeptMessage;
import org.chemoloop.routes.receive.Reception;
import org.chemoloop.routes.receive.Turns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a message: stores the answer first, then gives it in the turn, or sends it after when the turn is over. */
public final class Settlement {
    private static final Logger log = LoggerFactory.getLogger(Settlement.class);
    private static final byte[] SILENCE = {};

    private final MessageLog messages;
    private final Reception reception;
    private final Turns turns;
    private final Outbox outbox;

    public Settlement(MessageLog messages, Reception reception, Turns turns, Outbox outbox) {
        this.messages = messages;
        this.reception = reception;
        this.turns = turns;
        this.outbox = outbox;
    }

    public void settle(KeptMessage kept, Answer answer, int attempts) {
        boolean inTurn = turns.isOpen(kept.id());
        boolean late = reception.wantsLate(kept, answer);
        messages.close(kept, answer, planned(kept, inTurn, late), attempts);
        log.info(
                "answered kept={} control={} code={} result={}",
                kept.id(),
                kept.controlId(),
                answer.code(),
                answer.result());
        if (inTurn && turns.answer(kept.id(), reception.wants(kept, answer) ? answer.bytes() : SILENCE)) {
            return;
        }
        if (late) {
            if (inTurn) {
                messages.delivery(kept.id(), Delivery.PENDING);
            }
            outbox.take(new OutgoingMessage(
                    kept.channel(),
                    answer.controlId(),
                    "answer to " + kept.type(),
                    group(kept),
                    List.of(),
                    answer.bytes()));
        }
    }

    private Delivery planned(KeptMessage kept, boolean inTurn, boolean late) {
        if (inTurn || reception.answersAtOnce(kept)) {
            return Delivery.DELIVERED;
        }
        return late ? Delivery.PENDING : Delivery.NOT_OWED;
    }

    /** Late answers of one sender stay in order. */
    private static String group(KeptMessage kept) {
        return "answers-" + kept.channel();
    }
}
