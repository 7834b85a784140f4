package org.chemoloop.fhir.loop.guard;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;

/** Who stops a bag, does not give it or refuses it at the door says why: others must act on it. */
public final class ReasonGiven implements Guard {

    static final Rule RULE = Rule.hard(
            "R5-reason",
            LoopIssue.WRONG_STATE,
            "中止、未用、拒收必须说明原因",
            "What is stopped, not given or refused at the door names its reason (statusReason)");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        return attempt.said().reason().isBlank()
                ? Optional.of(Refusal.by(
                        RULE,
                        "请说明“%s”的原因",
                        "Say why the bag is %s (statusReason)",
                        attempt.move().words()))
                : Optional.empty();
    }
}
