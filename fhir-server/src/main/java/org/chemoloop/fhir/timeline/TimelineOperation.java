package org.chemoloop.fhir.timeline;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.loop.BagLoop;
import org.chemoloop.fhir.scan.Store;
import org.chemoloop.fhir.server.FhirOperation;
import org.chemoloop.fhir.server.rows.StoredIdentifiers;
import org.chemoloop.fhir.server.rows.StoredIdentifiers.Literal;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code $timeline} of a bag, of a patient (of one day, if {@code date} is given), of a day: every step, refusal and
 * round. It is read from the Provenance of each step and the DetectedIssue of each refusal, so that it can't tell
 * another story than the record.
 */
@Component
class TimelineOperation implements FhirOperation {

    private final Store store;
    private final StoredIdentifiers identifiers;
    private final BagLoop loop;

    TimelineOperation(Store store, StoredIdentifiers identifiers, BagLoop loop) {
        this.store = store;
        this.identifiers = identifiers;
        this.loop = loop;
    }

    @Operation(name = "$timeline", typeName = "MedicationRequest", idempotent = true)
    public Parameters ofBag(@IdParam IdType id) {
        MedicationRequest bag =
                store.read(MedicationRequest.class, new Reference("MedicationRequest/" + id.getIdPart()));
        Parameters timeline = new Parameters();
        bag.getIdentifier()
                .forEach(identifier -> timeline.addParameter().setName("bag").setValue(identifier));
        return write(events(id.getIdPart()), timeline);
    }

    @Operation(name = "$timeline", typeName = "Patient", idempotent = true)
    public Parameters ofPatient(@IdParam IdType id, @OperationParam(name = "date") @Nullable DateType date) {
        Reference patient = new Reference("Patient/" + id.getIdPart());
        Patient known = store.read(Patient.class, patient);
        List<TimelineEvent> events = new ArrayList<>();
        var bags = Store.parameters()
                .add("subject", new ReferenceParam(patient.getReference()))
                .add("intent", new TokenParam("instance-order"));
        store.search(MedicationRequest.class, bags)
                .forEach(bag -> events.addAll(events(bag.getIdElement().getIdPart())));
        var refusals = Store.parameters().add("patient", new ReferenceParam(patient.getReference()));
        store.search(DetectedIssue.class, refusals).stream()
                // What concerns a bag is among the bag's events already.
                .filter(issue -> issue.getImplicated().stream().noneMatch(Reference::hasReference)
                        && issue.hasIdentifiedDateTimeType())
                .forEach(issue -> events.add(TimelineEvent.of(issue)));
        Optional<Day> day = Optional.ofNullable(date).map(Day::of);
        events.removeIf(
                event -> day.isPresent() && !day.get().contains(event.recorded().getValue()));
        Parameters timeline = new Parameters();
        timeline.addParameter()
                .setName("patient")
                .setValue(new Reference("Patient/" + known.getIdElement().getIdPart()));
        return write(events, timeline);
    }

    /** What the whole centre did on a day. */
    @Operation(name = "$timeline", typeName = "MedicationRequest", idempotent = true)
    public Parameters ofDay(@OperationParam(name = "date", min = 1, max = 1) @Nullable DateType date) {
        if (date == null) {
            throw new InvalidRequestException("date: which day, e.g. MedicationRequest/$timeline?date=2026-11-24");
        }
        DateRangeParam range = Day.of(date).range();
        List<TimelineEvent> events = new ArrayList<>();
        store.search(Provenance.class, Store.parameters().add("recorded", range))
                .forEach(provenance -> TimelineEvent.of(provenance).ifPresent(events::add));
        store.search(DetectedIssue.class, Store.parameters().add("identified", range))
                .forEach(issue -> events.add(TimelineEvent.of(issue)));
        store.search(Observation.class, Store.parameters().add("date", range)).stream()
                .filter(observation -> observation.getPartOf().stream()
                        .anyMatch(part -> "MedicationAdministration"
                                .equals(part.getReferenceElement().getResourceType())))
                .forEach(round -> events.add(TimelineEvent.of(round)));
        SearchParameterMap heard = Store.parameters();
        heard.setLastUpdated(range);
        store.search(AdverseEvent.class, heard).forEach(incident -> events.add(TimelineEvent.of(incident)));
        Parameters timeline = new Parameters();
        timeline.addParameter().setName("date").setValue(date);
        return write(events, timeline);
    }

    private Parameters write(List<TimelineEvent> events, Parameters timeline) {
        events.sort(TimelineEvent.AS_HEARD);
        events.forEach(event -> event.writeInto(
                timeline.addParameter().setName("event"),
                rule -> loop.rule(rule).map(known -> known.words().zh()).orElse("")));
        return timeline;
    }

    private List<TimelineEvent> events(String bag) {
        List<TimelineEvent> events = new ArrayList<>();
        identifiers.referringTo("MedicationRequest", bag).stream()
                .map(this::event)
                .flatMap(Optional::stream)
                .forEach(events::add);
        for (Literal told : identifiers.referringTo("MedicationAdministration", bag)) {
            if (told.type().equals("Observation")) {
                events.add(TimelineEvent.of(read(Observation.class, told)));
            } else if (told.type().equals("AdverseEvent")) {
                events.add(TimelineEvent.of(read(AdverseEvent.class, told)));
            }
        }
        return events;
    }

    private Optional<TimelineEvent> event(Literal told) {
        return switch (told.type()) {
            case "Provenance" -> TimelineEvent.of(read(Provenance.class, told));
            case "DetectedIssue" -> Optional.of(TimelineEvent.of(read(DetectedIssue.class, told)));
            default -> Optional.empty();
        };
    }

    private <T extends Resource> T read(Class<T> type, Literal told) {
        return store.read(type, new Reference(told.type() + "/" + told.id()));
    }
}
