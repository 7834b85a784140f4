package org.chemoloop.routes.receive;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.chemoloop.routes.answer.Answer;
import org.chemoloop.routes.answer.AnswerDesk;
import org.chemoloop.routes.receive.Journal.NotKeptException;
import org.chemoloop.routes.receive.RefusalLog.Earlier;
import org.chemoloop.routes.translate.Finding;
import org.chemoloop.routes.translate.Translator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Meets each message on its line: reads it, has it kept, and answers in the turn. */
public final class Reception {
    /** Time spent in a room, by room and channel. */
    public static final String ROOM = "chemoloop.room";

    private static final Logger log = LoggerFactory.getLogger(Reception.class);

    private final Journal journal;
    private final RefusalLog refusals;
    private final Gate gate;
    private final Translator translator;
    private final Turns turns;
    private final AnswerDesk desk;
    private final Duration answerWithin;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private final MeterRegistry meters;

    public Reception(
            Journal journal,
            RefusalLog refusals,
            Gate gate,
            Translator translator,
            Turns turns,
            AnswerDesk desk,
            Duration answerWithin,
            Clock clock,
            Supplier<UUID> ids,
            MeterRegistry meters) {
        this.journal = journal;
        this.refusals = refusals;
        this.gate = gate;
        this.translator = translator;
        this.turns = turns;
        this.desk = desk;
        this.answerWithin = answerWithin;
        this.clock = clock;
        this.ids = ids;
        this.meters = meters;
    }

    /** Gives the bytes an identity. */
    public KeptMessage read(byte[] frame, String channel) {
        return new KeptMessage(ids.get(), channel, clock.instant(), frame);
    }

    /**
     * Returns when the message is durably kept: in the queue, or with its refusal in the log.
     *
     * @param certificate the name in the certificate that the sender has shown; empty without TLS
     */
    public Received keep(KeptMessage kept, String certificate) throws NotKeptException {
        Timer.Sample begun = Timer.start(meters);
        Optional<Finding> unacceptable = gate.judge(kept, certificate);
        Received received = unacceptable.isPresent()
                ? new Received(kept, refusals.keep(kept, refusal(kept, unacceptable.get())))
                : queued(kept);
        begun.stop(meters.timer(ROOM, "room", "receive", "channel", kept.channel()));
        meters.counter("chemoloop.messages.kept", "channel", kept.channel()).increment();
        log.info("kept={} channel={} type={} control={}", kept.id(), kept.channel(), kept.type(), kept.controlId());
        return received;
    }

    private Answer refusal(KeptMessage kept, Finding finding) {
        return Acknowledging.of(kept).enhanced()
                ? desk.commitRejected(kept.addressee('C', kept.received()), finding)
                : desk.refused(kept.addressee('A', kept.received()), List.of(finding));
    }

    private Received queued(KeptMessage kept) throws NotKeptException {
        Acknowledging mode = Acknowledging.of(kept);
        Turn turn = Turn.over(kept.id());
        if (mode.waits()) {
            turn = new Turn(kept.id(), turns.node(), kept.received().plus(answerWithin));
            // Before it is kept: the result may be there sooner than this thread.
            turns.open(turn, kept.received());
        }
        try {
            keepOrForbid(kept, turn);
        } catch (NotKeptException | RuntimeException e) {
            turns.close(kept.id());
            throw e;
        }
        return new Received(kept, mode.commits() ? desk.committed(kept.addressee('C', kept.received())) : null);
    }

    /**
     * Returns also when it turns out that the message was kept although the line to the broker broke, or before: who
     * has not heard the answer of what took effect and repeats it must not hear that it is not kept.
     */
    private void keepOrForbid(KeptMessage message, Turn turn) throws NotKeptException {
        try {
            journal.keep(message, group(message), turn);
        } catch (NotKeptException e) {
            Optional<Earlier> earlier = refusals.earlier(message);
            if (earlier.isPresent()) {
                again(message, earlier.get().answer());
            } else if (isForbidden(e)) {
                throw e;
            }
        }
    }

    private void again(KeptMessage message, @Nullable Answer answer) {
        log.info("kept={} was kept before control={}", message.id(), message.controlId());
        if (answer != null) {
            turns.answer(message.id(), Acknowledging.of(message).said(answer));
        }
    }

    /** Whether the message will have no effect, so that "not kept" is the truth. */
    private boolean isForbidden(NotKeptException failure) {
        return !failure.perhapsKept() || refusals.forbid(failure.notKept(), notKeptAnswer(failure.notKept()));
    }

    /** Messages of one patient take effect in the order of arrival; those of nobody need no order. */
    private String group(KeptMessage kept) {
        List<String> patients = kept.message().map(translator::patientKeys).orElse(List.of());
        return patients.isEmpty() ? kept.id().toString() : patients.get(0);
    }

    /** The one answer of this turn; null when the sender wants none. */
    public byte @Nullable [] answer(Received received) throws InterruptedException {
        KeptMessage kept = received.kept();
        Answer atOnce = received.answer();
        if (atOnce != null) {
            return counted(kept, atOnce);
        }
        if (!Acknowledging.of(kept).waits()) {
            return null;
        }
        Optional<byte[]> answer = turns.await(kept.id(), answerWithin);
        if (answer.isPresent()) {
            return answer.get().length == 0 ? null : answer.get();
        }
        return counted(kept, desk.keptForLater(kept.addressee('D', clock.instant())));
    }

    /** AR, or CE in the enhanced mode: the line stays usable and the sender keeps the message. */
    public byte[] notKept(NotKeptException failure) {
        KeptMessage message = failure.notKept();
        log.error(
                "not kept={} channel={} control={} reason={}",
                message.id(),
                message.channel(),
                message.controlId(),
                failure.getMessage());
        meters.counter("chemoloop.messages.not.kept", "channel", message.channel())
                .increment();
        return counted(message, notKeptAnswer(message));
    }

    private Answer notKeptAnswer(KeptMessage message) {
        return desk.notKept(
                message.addressee('A', clock.instant()),
                Acknowledging.of(message).enhanced(),
                "The message could not be kept. Send it again later.");
    }

    /** AR to a message of which only the beginning was read. */
    public byte[] tooLarge(KeptMessage beginning) {
        return counted(
                beginning,
                desk.notKept(
                        beginning.addressee('A', clock.instant()),
                        false,
                        "The message exceeds the size limit of this interface. Send it in smaller parts."));
    }

    private byte[] counted(KeptMessage kept, Answer answer) {
        meters.counter("chemoloop.messages.answered", "channel", kept.channel(), "code", answer.code())
                .increment();
        return answer.bytes();
    }
}
