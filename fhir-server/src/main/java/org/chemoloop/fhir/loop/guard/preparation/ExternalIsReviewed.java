package org.chemoloop.fhir.loop.guard.preparation;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;

/**
 * A prescription from another hospital, or one typed in from paper, was read by a second person before anything is
 * prepared (O15): no system of another house has checked what was typed. The review says who; it is never who
 * prescribed.
 */
public final class ExternalIsReviewed implements Guard {

    static final Threshold REQUIRED = new Threshold(
            "chemoloop.loop.external-reviewed", "on", Unit.SWITCH, "domain rule O15: hard without a second person");

    static final Rule RULE = Rule.hard(
                    "O15",
                    LoopIssue.WRONG_STATE,
                    "外配、手工处方须经另一人审方后才通知发药",
                    "A bag of a prescription of the category external or manual is reviewed before it is released")
            .with(REQUIRED);

    private final boolean required;

    public ExternalIsReviewed(SiteSettings site) {
        this.required = site.isOn(REQUIRED);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        return required
                        && attempt.bag().external()
                        && attempt.bag().taken(BagState.REVIEWED).isEmpty()
                ? Optional.of(Refusal.by(
                        RULE,
                        "外配或手工处方尚未审方，请药师对照原处方审核",
                        "This prescription came from outside or from paper: a pharmacist has to review it against the"
                                + " original first"))
                : Optional.empty();
    }
}
