package org.chemoloop.fhir.loop.guard.running;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.known.Circumstances.Incident;
import org.chemoloop.fhir.loop.rule.Rule;

/** After an extravasation nothing more goes through this line from this bag: it is stopped, not resumed (R3). */
public final class NoResumeAfterExtravasation implements Guard {

    static final Rule RULE = Rule.hard(
            "R3",
            LoopIssue.ROUTE_FORBIDDEN,
            "发生外渗后不再继续，须中止并记录已用量",
            "After an extravasation (AdverseEvent with the infusion as suspect) a paused infusion may only be stopped");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        return attempt.around().incidents().contains(Incident.EXTRAVASATION)
                ? Optional.of(Refusal.by(
                        RULE,
                        "发生过药液外渗：不能继续，请中止并记录已用量",
                        "There was an extravasation: do not go on, stop the bag and record the volume given"))
                : Optional.empty();
    }
}
