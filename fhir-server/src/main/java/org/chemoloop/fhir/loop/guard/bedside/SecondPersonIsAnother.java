package org.chemoloop.fhir.loop.guard.bedside;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;

/** Nobody is their own second person (B9). */
public final class SecondPersonIsAnother implements Guard {

    static final Rule RULE =
            Rule.hard("B9-same", LoopIssue.SAME_PERSON, "核对人不能是执行人本人", "Nobody is their own second person");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        boolean same = attempt.seconds().stream()
                .anyMatch(second -> second.name().equals(attempt.person().name()));
        return same
                ? Optional.of(
                        Refusal.by(RULE, "核对人不能是执行人本人，请另一位医护人员核对", "The second person must be somebody else than you"))
                : Optional.empty();
    }
}
