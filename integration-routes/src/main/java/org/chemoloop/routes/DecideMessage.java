package org.chemoloop.routes;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import org.chemoloop.routes.answer.AnswerDesk;
import org.chemoloop.routes.codes.UnknownCodes;
import org.chemoloop.routes.receive.KeptMessage;
import org.chemoloop.routes.receive.Reception;
import org.chemoloop.routes.recover.InHand;
import org.chemoloop.routes.submit.Decision;
import org.chemoloop.routes.submit.FhirStore;
import org.chemoloop.routes.submit.SubmitFailure;
import org.chemoloop.routes.translate.Hl7Message;
import org.chemoloop.routes.translate.Translation;
import org.chemoloop.routes.translate.Translator;

/** The steps from a kept message to its answer: translate, submit, answer; each is timed, each refusal counted. */
final class DecideMessage {
    private final Translator translator;
    private final UnknownCodes codes;
    private final FhirStore fhir;
    private final AnswerDesk desk;
    private final Clock clock;
    private final MeterRegistry meters;

    DecideMessage(
            Translator translator,
            UnknownCodes codes,
            FhirStore fhir,
            AnswerDesk desk,
            Clock clock,
            MeterRegistry meters) {
        this.translator = translator;
        this.codes = codes;
        this.fhir = fhir;
        this.desk = desk;
        this.clock = clock;
        this.meters = meters;
    }

    public InHand translate(InHand message) {
        Timer.Sample begun = Timer.start(meters);
        KeptMessage kept = message.kept();
        Hl7Message read = kept.message()
                .orElseThrow(
                        () -> new IllegalStateException(kept.id() + " has no header and should not be in the queue"));
        Translation translation = translator.translate(read);
        if (codes.met(kept, translation)) {
            translation = translator.translate(read);
        }
        begun.stop(room("translate", message));
        return message.translated(translation);
    }

    public InHand submit(InHand message) throws SubmitFailure {
        Timer.Sample begun = Timer.start(meters);
        try {
            return message.decided(fhir.submit(translation(message), message.group(), message.number()));
        } finally {
            begun.stop(room("submit", message));
        }
    }

    public InHand answer(InHand message) {
        Decision decision = message.decision();
        if (decision == null) {
            throw new IllegalStateException(message.kept().id() + " is not decided");
        }
        count(decision, message);
        return message.answered(desk.decided(message.addressee(clock.instant()), translation(message), decision));
    }

    private Timer room(String name, InHand message) {
        return meters.timer(
                Reception.ROOM, "room", name, "channel", message.kept().channel());
    }

    private void count(Decision decision, InHand message) {
        decision.entries().stream()
                .filter(Decision.Outcome::refused)
                .flatMap(outcome -> outcome.issues().stream())
                .filter(issue -> issue.severity() == Decision.Severity.ERROR)
                .forEach(issue -> meters.counter(
                                "chemoloop.orders.refused",
                                "channel",
                                message.kept().channel(),
                                "rule",
                                issue.code().isEmpty() ? "other" : issue.code())
                        .increment());
    }

    private static Translation translation(InHand message) {
        Translation translation = message.translation();
        if (translation == null) {
            throw new IllegalStateException(message.kept().id() + " is not translated");
        }
        return translation;
    }
}
