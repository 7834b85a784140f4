package org.chemoloop.fhir.visit;

import java.util.Optional;
import org.chemoloop.fhir.order.Chart;
import org.chemoloop.fhir.order.DerivedId;
import org.chemoloop.fhir.order.EntryOutcome;
import org.chemoloop.fhir.order.Terms;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.springframework.stereotype.Component;

/** Writes what a message says of a visit; what the bedside knows better it keeps. */
@Component
public class Encounters {

    public EntryOutcome keep(Encounter said, Identifier identity, Chart chart) {
        String id = DerivedId.of('e', identity);
        Optional<Encounter> stored = chart.read(Encounter.class, id);
        said.setStatus(status(said.getStatus(), stored.map(Encounter::getStatus)));
        return EntryOutcome.of(chart.lay(Encounter.class, id, said));
    }

    public static boolean isArrival(Encounter said) {
        return said.getStatus() == EncounterStatus.ARRIVED;
    }

    public static Optional<Identifier> numberOf(Encounter said) {
        return Terms.identifier(said.getIdentifier(), Terms.VISIT_NUMBER);
    }

    /** {@code unknown} says nothing about where the patient is; a repeated registration takes nobody off the drip. */
    private static EncounterStatus status(EncounterStatus said, Optional<EncounterStatus> stored) {
        if (said == EncounterStatus.UNKNOWN) {
            return stored.orElse(EncounterStatus.PLANNED);
        }
        boolean here = stored.filter(
                        status -> status == EncounterStatus.INPROGRESS || status == EncounterStatus.TRIAGED)
                .isPresent();
        boolean backwards = said == EncounterStatus.ARRIVED || said == EncounterStatus.PLANNED;
        return here && backwards ? stored.get() : said;
    }
}
