package org.chemoloop.fhir.loop.guard.running;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;

/**
 * What was recorded of a bag in error is taken back by two who have both looked at the bag: a bag that has run once
 * must not run again because somebody says so. The confirmation is one that was given after the step that is taken
 * back.
 */
public final class CorrectedByTwo implements Guard {

    static final Rule RULE = Rule.hard(
            "R5-correction",
            LoopIssue.WITNESS_REQUIRED,
            "更正用药、收药、配制记录须第二人在该记录之后确认",
            "A recorded infusion, receipt or preparation is only corrected (entered-in-error) with a second person who has confirmed after it was"
                    + " recorded");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        boolean byTwo = attempt.seconds().stream().anyMatch(Attempt.Second::confirmed);
        return byTwo
                ? Optional.empty()
                : Optional.of(Refusal.by(
                        RULE,
                        "更正记录需要第二人：请另一位医护人员看过药袋后扫码确认",
                        "Two correct a record: have another person look at the bag and confirm first"));
    }
}
