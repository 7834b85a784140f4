package org.chemoloop.fhir.scan;

import java.util.EnumSet;
import java.util.Optional;
import org.chemoloop.fhir.loop.known.Circumstances.Incident;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.AdverseEvent.AdverseEventActuality;
import org.hl7.fhir.r4.model.Coding;

/** Reads which incident an AdverseEvent tells of: its event is coded like the reasons of a stop. */
public final class IncidentCodes {

    private IncidentCodes() {}

    /** Empty for what concerns no running bag, like a spill, and for what only might have happened. */
    public static Optional<Incident> incident(AdverseEvent event) {
        if (event.getActuality() == AdverseEventActuality.POTENTIAL) {
            return Optional.empty();
        }
        return event.getEvent().getCoding().stream()
                .filter(coding -> Systems.NOT_GIVEN_REASON.equals(coding.getSystem()))
                .map(Coding::getCode)
                .flatMap(code -> EnumSet.allOf(Incident.class).stream()
                        .filter(incident -> incident.name().equalsIgnoreCase(code)))
                .findFirst();
    }
}
