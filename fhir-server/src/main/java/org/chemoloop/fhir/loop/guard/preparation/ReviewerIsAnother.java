package org.chemoloop.fhir.loop.guard.preparation;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;

/** Nobody reviews what they have prescribed (P2). */
public final class ReviewerIsAnother implements Guard {

    static final Rule RULE =
            Rule.hard("P2", LoopIssue.SAME_PERSON, "审方人不能是开方人", "Nobody reviews what they have prescribed");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        return attempt.bag().prescribers().contains(attempt.person().name())
                ? Optional.of(Refusal.by(RULE, "不能审核自己开的处方", "You cannot review what you have prescribed"))
                : Optional.empty();
    }

    @Override
    public boolean alsoWhenToldLate() {
        return true;
    }
}
