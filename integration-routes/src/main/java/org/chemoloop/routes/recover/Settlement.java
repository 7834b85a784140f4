package org.chemoloop.routes.recover;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.chemoloop.routes.answer.Answer;
import org.chemoloop.routes.receive.Acknowledging;
import org.chemoloop.routes.receive.KeptMessage;
import org.chemoloop.routes.receive.Turn;
import org.chemoloop.routes.receive.Turns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a message: stores the answer first, then gives it in the turn, here or where the line is, or sends it after
 * when the turn is over.
 */
public final class Settlement {
    private static final Logger log = LoggerFactory.getLogger(Settlement.class);
    /** Longer than any copy that is alive takes to pass an answer on. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);

    /** Longer than a note takes from one copy to another. */
    private static final Duration LONG = Duration.ofSeconds(1);

    /** Longer than a queue that works takes to come to a message. */
    private static final Duration LOST = Duration.ofMinutes(5);

    private final MessageLog messages;
    private final Turns turns;
    private final AnswersElsewhere elsewhere;
    private final Outbox outbox;
    private final Clock clock;
    private final MeterRegistry meters;

    public Settlement(
            MessageLog messages,
            Turns turns,
            AnswersElsewhere elsewhere,
            Outbox outbox,
            Clock clock,
            MeterRegistry meters) {
        this.messages = messages;
        this.turns = turns;
        this.elsewhere = elsewhere;
        this.outbox = outbox;
        this.clock = clock;
        this.meters = meters;
    }

    public void settle(InHand message) {
        KeptMessage kept = message.kept();
        Answer answer = message.settled();
        Acknowledging wishes = Acknowledging.of(kept);
        Turn turn = message.turn();
        boolean inTurn = turns.isOpen(turn.arrival());
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
        byte[] said = wishes.said(answer);
        if (inTurn && turns.answer(turn.arrival(), said)) {
            return;
        }
        if (turns.isElsewhere(turn, clock.instant())) {
            elsewhere.bring(turn, kept.id(), said, late);
        } else if (late && (inTurn || message.repeated())) {
            // Written down as given, but this turn has ended in this very moment, or it was an earlier one that heard
            // it.
            sendOn(kept.id());
        } else if (late) {
            owe(kept.id());
        }
    }

    private static Delivery planned(boolean inTurn, boolean late) {
        if (inTurn) {
            return Delivery.DELIVERED;
        }
        return late ? Delivery.PENDING : Delivery.NOT_OWED;
    }

    /**
     * Gives an answer that another copy of this service has found, to the sender that waits here.
     *
     * @param late whether the answer is still worth a message when nobody waits any more
     */
    public void found(UUID arrival, UUID kept, byte[] said, boolean late) {
        if (turns.answer(arrival, said)) {
            messages.given(kept);
        } else if (late && !arrival.equals(kept)) {
            sendOn(kept);
        } else if (late) {
            owe(kept);
        }
    }

    private void sendOn(UUID kept) {
        messages.owed(kept);
        outbox.take(messages.lateAnswer(kept));
    }

    /** Unless the answer was found in the log meanwhile and given. */
    private void owe(UUID kept) {
        if (messages.stillOwed(kept)) {
            outbox.take(messages.lateAnswer(kept));
        }
    }

    /**
     * Gives those who wait here the answers that another copy has written down and no note has brought: a note sent
     * while the line to the broker is made anew is gone.
     */
    public void lookUp() {
        Instant now = clock.instant();
        List<UUID> waiting = turns.waitingSince(now.minus(LONG), now);
        if (waiting.isEmpty()) {
            return;
        }
        for (MessageLog.Found found : messages.claim(waiting)) {
            Acknowledging wishes = Acknowledging.of(found.kept());
            Answer answer = found.answer();
            log.info(
                    "looked up kept={} control={}",
                    found.kept().id(),
                    found.kept().controlId());
            if (!turns.answer(found.kept().id(), wishes.said(answer)) && wishes.wantsLate(answer)) {
                sendOn(found.kept().id());
            }
        }
    }

    /** Sends on what a copy of this service has left behind that died with an answer in its hands. */
    public void remember() {
        List<OutgoingMessage> forgotten =
                messages.forgottenAnswers(clock.instant().minus(FORGOTTEN));
        for (OutgoingMessage answer : forgotten) {
            log.warn("forgotten answer channel={} control={}", answer.channel(), answer.controlId());
            outbox.take(answer);
        }
        outbox.recall(clock.instant().minus(LOST));
    }
}
