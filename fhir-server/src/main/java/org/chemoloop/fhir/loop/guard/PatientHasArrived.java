package org.chemoloop.fhir.loop.guard;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;

/** Drugs are prepared for patients who are here: it saves bags that nobody comes for (A5). */
public final class PatientHasArrived implements Guard {

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        return attempt.patientArrived()
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        LoopIssue.WRONG_STATE, "患者尚未报到，不能通知发药", "The patient has not arrived: do not release yet"));
    }
}
