package org.chemoloop.fhir.loop.guard.sequence;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;

/** Nobody runs two cytotoxic bags into one patient at once without a reason (B16). */
public final class OneCytotoxicAtATime implements Guard {

    static final Rule RULE = Rule.soft(
            "B16",
            LoopIssue.SEQUENCE,
            "同一患者不同时输两袋细胞毒药物",
            "A cytotoxic bag is not started while another runs into the same patient");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        boolean two = attempt.bag().contents().isCytotoxic()
                && attempt.around().others().stream()
                        .anyMatch(other -> other.isRunning() && other.contents().isCytotoxic());
        return two
                ? Optional.of(Refusal.by(
                        RULE,
                        "该患者正在输另一袋细胞毒药物；确需同时输注请说明原因",
                        "Another cytotoxic bag runs into this patient: give a reason to run both"))
                : Optional.empty();
    }
}
