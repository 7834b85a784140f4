package org.chemoloop.fhir.loop.guard.preparation;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.known.Circumstances.Prescription;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;

/**
 * Whoever reviews what was typed in holds it against the original: the order names it, or the reviewer says where
 * (O15).
 */
public final class ExternalHasDocument implements Guard {

    static final Threshold ASKED = new Threshold(
            "chemoloop.loop.external-document", "on", Unit.SWITCH, "domain rule O15: source document attached");

    static final Rule RULE = Rule.soft(
                    "O15-document",
                    LoopIssue.CATEGORY_MISMATCH,
                    "外配、手工处方审方时须有原处方可对照（supportingInformation），否则说明原件在何处",
                    "A prescription of the category external or manual names its source (supportingInformation) when it is"
                            + " reviewed, or the reviewer says where the original is")
            .with(ASKED);

    private final boolean asked;

    public ExternalHasDocument(SiteSettings site) {
        this.asked = site.isOn(ASKED);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        return asked && attempt.around().prescription() == Prescription.EXTERNAL_WITHOUT_DOCUMENT
                ? Optional.of(
                        Refusal.by(
                                RULE,
                                "外配或手工处方未附原处方，请对照原件并说明原件在何处",
                                "No original is named for this prescription from outside or from paper: say where you have seen it"))
                : Optional.empty();
    }
}
