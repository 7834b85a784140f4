package org.chemoloop.fhir.loop.guard.running;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Person.Role;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.known.Circumstances.Incident;
import org.chemoloop.fhir.loop.rule.Rule;

/** After a reaction a bag goes on only with a doctor who has confirmed it (R2). */
public final class ResumeAfterReaction implements Guard {

    static final Rule RULE = Rule.hard(
            "R2",
            LoopIssue.WITNESS_REQUIRED,
            "发生不良反应后，须医生确认才能继续用药",
            "After a reaction (AdverseEvent with the infusion as suspect) a paused infusion goes on only with a doctor's own confirmation");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        boolean withDoctor =
                attempt.seconds().stream().anyMatch(second -> second.confirmed() && second.is(Role.DOCTOR));
        return attempt.around().incidents().contains(Incident.REACTION) && !withDoctor
                ? Optional.of(Refusal.by(
                        RULE,
                        "发生过不良反应：继续用药须由医生先扫码确认",
                        "There was a reaction: a doctor has to confirm first that it goes on"))
                : Optional.empty();
    }
}
