package org.chemoloop.routes.receive;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.chemoloop.routes.answer.Answer;
import org.chemoloop.routes.answer.AnswerDesk;
import org.chemoloop.routes.receive.Journal.NotKeptException;
import org.chemoloop.routes.translate.Finding;
import org.chemoloop.routes.translate.Hl7Message;
import org.chemoloop.routes.translate.Translator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Meets each message on its line: reads it, has it kept, and answers in the turn. */
public final class Reception {
    private static final Logger log = LoggerFactory.getLogger(Reception.class);

    private final Journal journal;
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
            Gate gate,
            Translator translator,
            Turns turns,
            AnswerDesk desk,
            Duration answerWithin,
            Clock clock,
            Supplier<UUID> ids,
            MeterRegistry meters) {
        this.journal = journal;
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

    /** Returns when the message is durably kept. */
    public KeptMessage keep(KeptMessage kept) throws NotKeptException {
        if (expectsAnswerInTurn(kept)) {
            // Before it is kept: the result may be there sooner than this thread.
            turns.open(kept.id());
        }
        try {
            journal.keep(kept, group(kept));
        } catch (NotKeptException e) {
            turns.close(kept.id());
            throw e;
        }
        meters.counter("chemoloop.messages.kept", "channel", kept.channel()).increment();
        log.info("kept={} channel={} type={} control={}", kept.id(), kept.channel(), kept.type(), kept.controlId());
        return kept;
    }

    /** Messages of one patient take effect in the order of arrival; those of nobody need no order. */
    private String group(KeptMessage kept) {
        List<String> patients = kept.message().map(translator::patientKeys).orElse(List.of());
        return patients.isEmpty() ? kept.id().toString() : patients.get(0);
    }

    /** The one answer of this turn; null when the sender wants none. */
    public byte @Nullable [] answer(KeptMessage kept) throws InterruptedException {
        Optional<Finding> unacceptable = gate.judge(kept);
        if (unacceptable.isPresent()) {
            return atOnce(kept, rejected(kept, unacceptable.get()));
        }
        Acknowledging mode = mode(kept);
        if (mode.commits()) {
            return atOnce(kept, desk.committed(kept.addressee('C', clock.instant())));
        }
        if (!mode.waits()) {
            return null;
        }
        Optional<byte[]> answer = turns.await(kept.id(), answerWithin);
        if (answer.isPresent()) {
            return answer.get().length == 0 ? null : answer.get();
        }
        return atOnce(kept, desk.keptForLater(kept.addressee('D', clock.instant())));
    }

    private Answer rejected(KeptMessage kept, Finding finding) {
        return mode(kept).enhanced()
                ? desk.commitRejected(kept.addressee('C', clock.instant()), finding)
                : desk.refused(kept.addressee('A', kept.received()), List.of(finding));
    }

    /** AR, or CE in the enhanced mode: the line stays usable and the sender keeps the message. */
    public byte[] notKept(NotKeptException failure) {
        KeptMessage message = failure.notKept();
        log.error("not kept={} channel={} control={}", message.id(), message.channel(), message.controlId(), failure);
        return atOnce(
                message,
                desk.notKept(
                        message.addressee('A', clock.instant()),
                        mode(message).enhanced(),
                        "The message could not be kept. Send it again later."));
    }

    /** AR to a message of which only the beginning was read. */
    public byte[] tooLarge(KeptMessage beginning) {
        return atOnce(
                beginning,
                desk.notKept(
                        beginning.addressee('A', clock.instant()),
                        false,
                        "The message exceeds the size limit of this interface. Send it in smaller parts."));
    }

    private byte[] atOnce(KeptMessage kept, Answer answer) {
        meters.counter("chemoloop.messages.answered", "channel", kept.channel(), "code", answer.code())
                .increment();
        return answer.bytes();
    }

    private boolean expectsAnswerInTurn(KeptMessage kept) {
        return mode(kept).waits() && gate.judge(kept).isEmpty();
    }

    /** Whether the turn itself has told the sender all there is to say. */
    public boolean answersAtOnce(KeptMessage kept) {
        return gate.judge(kept).isPresent();
    }

    /** Whether the sender asked for this answer, in the turn or later. */
    public boolean wants(KeptMessage kept, Answer answer) {
        return mode(kept).wants(answer);
    }

    /** Whether an answer that missed its turn is still worth a message: results of orders and bad news are. */
    public boolean wantsLate(KeptMessage kept, Answer answer) {
        return !answersAtOnce(kept)
                && mode(kept).wants(answer)
                && (mode(kept).enhanced() || answer.aboutOrders() || answer.isError());
    }

    private static Acknowledging mode(KeptMessage kept) {
        return kept.message().map(Hl7Message::header).map(Acknowledging::of).orElse(new Acknowledging("", ""));
    }

    /** The time of an answer that is composed now. */
    public Instant now() {
        return clock.instant();
    }
}
