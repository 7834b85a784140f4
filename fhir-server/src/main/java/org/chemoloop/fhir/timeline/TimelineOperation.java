package org.chemoloop.fhir.timeline;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.order.StoredIdentifiers;
import org.chemoloop.fhir.order.StoredIdentifiers.Literal;
import org.chemoloop.fhir.scan.OwnWrite;
import org.chemoloop.fhir.server.FhirOperation;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * {@code GET MedicationRequest/{id}/$timeline}: every event of a bag. It is read from the Provenance of each step and
 * the DetectedIssue of each refusal, so that it can't tell another story than the record.
 */
@Component
class TimelineOperation implements FhirOperation {

    private final DaoRegistry daos;
    private final StoredIdentifiers identifiers;

    TimelineOperation(DaoRegistry daos, StoredIdentifiers identifiers) {
        this.daos = daos;
        this.identifiers = identifiers;
    }

    @Operation(name = "$timeline", typeName = "MedicationRequest", idempotent = true)
    public Parameters timeline(@IdParam IdType id) {
        RequestDetails own = OwnWrite.request();
        MedicationRequest bag =
                daos.getResourceDao(MedicationRequest.class).read(new IdType("MedicationRequest", id.getIdPart()), own);
        List<TimelineEvent> events = new ArrayList<>();
        for (Literal told : identifiers.referringTo("MedicationRequest", id.getIdPart())) {
            event(told, own).ifPresent(events::add);
        }
        for (Literal told : identifiers.referringTo("MedicationAdministration", id.getIdPart())) {
            if (told.type().equals("Observation")) {
                events.add(TimelineEvent.of(read(Observation.class, told, own)));
            }
        }
        events.sort(TimelineEvent.AS_HEARD);

        Parameters timeline = new Parameters();
        bag.getIdentifier()
                .forEach(identifier -> timeline.addParameter().setName("bag").setValue(identifier));
        events.forEach(event -> event.writeInto(timeline.addParameter().setName("event")));
        return timeline;
    }

    private Optional<TimelineEvent> event(Literal told, RequestDetails own) {
        return switch (told.type()) {
            case "Provenance" -> TimelineEvent.of(read(Provenance.class, told, own));
            case "DetectedIssue" -> Optional.of(TimelineEvent.of(read(DetectedIssue.class, told, own)));
            default -> Optional.empty();
        };
    }

    private <T extends Resource> T read(Class<T> type, Literal told, RequestDetails own) {
        return daos.getResourceDao(type).read(new IdType(told.type(), told.id()), own);
    }
}
