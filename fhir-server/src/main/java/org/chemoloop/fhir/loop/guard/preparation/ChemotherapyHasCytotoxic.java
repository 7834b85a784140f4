package org.chemoloop.fhir.loop.guard.preparation;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.known.Circumstances.Prescription;
import org.chemoloop.fhir.loop.rule.Rule;

/**
 * A prescription that calls itself chemotherapy has a cytotoxic drug (O3). Its lines come one by one, so it is looked
 * at when its first bag is accepted: by then the HIS has sent it.
 */
public final class ChemotherapyHasCytotoxic implements Guard {

    static final Rule RULE = Rule.info(
            "O3-chemo",
            LoopIssue.CATEGORY_MISMATCH,
            "化疗处方应含细胞毒性药物（接单时核对，仅记录）",
            "A prescription that is marked as chemotherapy has a cytotoxic drug when its bags are accepted");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        return attempt.around().prescription() == Prescription.CHEMOTHERAPY_WITHOUT_CYTOTOXIC
                ? Optional.of(Refusal.by(
                        RULE,
                        "该化疗处方中没有细胞毒性药物，请与医生核对处方类别",
                        "This chemotherapy prescription has no cytotoxic drug: ask the doctor whether it is one"))
                : Optional.empty();
    }
}
