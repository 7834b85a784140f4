package org.chemoloop.fhir.loop.guard.bedside;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.Wristband;
import org.chemoloop.fhir.loop.rule.Rule;
import org.jspecify.annotations.Nullable;

/** The wristband that was scanned belongs to the bag's patient (B2). */
public final class RightPatient implements Guard {

    static final Rule RULE = Rule.hard(
            "B2", LoopIssue.WRONG_PATIENT, "药袋必须是这位患者的", "The bag belongs to the patient whose wristband was scanned");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        return objection(attempt.wristband(), attempt.bag().patient());
    }

    /** The same rule for a second person who confirms. */
    public static Optional<Refusal> objection(Wristband scanned, String patient) {
        return scanned instanceof Wristband.Of of ? mismatch(of.patient(), patient) : Optional.empty();
    }

    /** The same rule where no wristband is read; who names no patient names no wrong one. */
    public static Optional<Refusal> mismatch(@Nullable String said, String patient) {
        return said != null && !said.equals(patient)
                ? Optional.of(
                        Refusal.by(RULE, "停！这袋药不是这位患者的，请重新核对", "Stop! This bag is not for this patient: check again"))
                : Optional.empty();
    }
}
