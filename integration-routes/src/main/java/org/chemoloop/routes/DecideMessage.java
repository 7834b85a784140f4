package org.chemoloop.routes;

import java.time.Clock;
import org.chemoloop.routes.answer.AnswerDesk;
import org.chemoloop.routes.recover.InHand;
import org.chemoloop.routes.submit.Decision;
import org.chemoloop.routes.submit.FhirStore;
import org.chemoloop.routes.submit.SubmitFailure;
import org.chemoloop.routes.translate.Translation;
import org.chemoloop.routes.translate.Translator;

/** The steps from a kept message to its answer: translate, submit, answer. */
final class DecideMessage {
    private final Translator translator;
    private final FhirStore fhir;
    private final AnswerDesk desk;
    private final Clock clock;

    DecideMessage(Translator translator, FhirStore fhir, AnswerDesk desk, Clock clock) {
        this.translator = translator;
        this.fhir = fhir;
        this.desk = desk;
        this.clock = clock;
    }

    public InHand translate(InHand message) {
        return message.translated(translator.translate(message.kept()
                .message()
                .orElseThrow(() -> new IllegalStateException(
                        message.kept().id() + " has no header and should not be in the queue"))));
    }

    public InHand submit(InHand message) throws SubmitFailure {
        return message.decided(fhir.submit(translation(message)));
    }

    public InHand answer(InHand message) {
        Decision decision = message.decision();
        if (decision == null) {
            throw new IllegalStateException(message.kept().id() + " is not decided");
        }
        return message.answered(desk.decided(message.addressee(clock.instant()), translation(message), decision));
    }

    private static Translation translation(InHand message) {
        Translation translation = message.translation();
        if (translation == null) {
            throw new IllegalStateException(message.kept().id() + " is not translated");
        }
        return translation;
    }
}
