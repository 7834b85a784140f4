package org.chemoloop.fhir.scan;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chemoloop.fhir.loop.Bag.Taken;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.guard.bedside.VitalsTaken;
import org.chemoloop.fhir.loop.guard.preparation.ReadyForRelease;
import org.chemoloop.fhir.loop.guard.running.FinalRound;
import org.chemoloop.fhir.loop.known.Circumstances;
import org.chemoloop.fhir.loop.known.Circumstances.Incident;
import org.chemoloop.fhir.loop.known.Circumstances.Lab;
import org.chemoloop.fhir.loop.known.Circumstances.Prescription;
import org.chemoloop.fhir.loop.known.OtherBag;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.server.rows.StoredIdentifiers;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks up what the rules of a step ask for beside the bag itself, and nothing that is switched off here. */
@Component
class Surroundings {

    private static final TokenOrListParam DOCTORS_GO =
            new TokenOrListParam().addOr(new TokenParam(Systems.LOOP_OBSERVATION, "doctors-go"));

    private static final Duration SAME_DAY = Duration.ofHours(12);

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final int NEWEST = 100;

    private final Store store;
    private final StoredIdentifiers identifiers;
    private final Visits visits;
    private final BagContents contents;
    private final PrescribedDrugs prescribed;
    private final List<String> releaseGate;
    private final boolean vitals;
    private final boolean finalRound;

    Surroundings(
            Store store,
            StoredIdentifiers identifiers,
            Visits visits,
            BagContents contents,
            PrescribedDrugs prescribed,
            SiteSettings site) {
        this.store = store;
        this.identifiers = identifiers;
        this.visits = visits;
        this.contents = contents;
        this.prescribed = prescribed;
        this.releaseGate = site.list(ReadyForRelease.GATE);
        this.vitals = site.duration(VitalsTaken.WITHIN).isPresent();
        this.finalRound = site.duration(FinalRound.WITHIN).isPresent();
    }

    Circumstances of(Move move, BagRecord record, Instant now) {
        return switch (move) {
            case REVIEW ->
                Circumstances.of(
                        record.lacksDocument() ? Prescription.EXTERNAL_WITHOUT_DOCUMENT : Prescription.NOTHING_ODD);
            case ACCEPT ->
                Circumstances.of(
                        lacksCytotoxic(record)
                                ? Prescription.CHEMOTHERAPY_WITHOUT_CYTOTOXIC
                                : Prescription.NOTHING_ODD);
            case RELEASE -> aroundRelease(record, now);
            case START ->
                new Circumstances(
                        true, null, vitals ? vitals(record, now) : null, Map.of(), others(record, now), null, Set.of());
            case TAKE_BACK_END -> new Circumstances(true, null, null, Map.of(), others(record, now), null, Set.of());
            case RESUME -> new Circumstances(true, null, null, Map.of(), List.of(), null, incidents(record));
            case COMPLETE ->
                new Circumstances(
                        true, null, null, Map.of(), List.of(), finalRound ? lastRound(record) : null, Set.of());
            case PICK,
                    CHECK,
                    PREPARE,
                    COMPOUND,
                    PASS_QC,
                    DISPATCH,
                    RECEIVE,
                    DECLINE,
                    PAUSE,
                    STOP,
                    NOT_GIVE,
                    RETURN,
                    DISCARD,
                    CANCEL,
                    VOID_LABEL,
                    TAKE_BACK_MAKING,
                    TAKE_BACK_RECEIPT,
                    TAKE_BACK_START -> Circumstances.unknown();
        };
    }

    /** Only the prescription as a whole tells: its premedication is a bag of its own. */
    private boolean lacksCytotoxic(BagRecord record) {
        return record.isChemotherapy()
                && record.prescription()
                        .filter(number -> !prescribed.haveCytotoxic(record.patient(), number))
                        .isPresent();
    }

    private Circumstances aroundRelease(BagRecord record, Instant now) {
        return new Circumstances(
                visits.hasArrived(record.bag()),
                releaseGate.contains("doctor") ? time(newest(record, DOCTORS_GO), now) : null,
                releaseGate.contains("vitals") ? vitals(record, now) : null,
                releaseGate.contains("labs") ? labs(record, now) : Map.of(),
                List.of(),
                null,
                Set.of());
    }

    private @Nullable Instant vitals(BagRecord record, Instant now) {
        return time(newest(record, VitalSigns.codes()), now);
    }

    private Map<String, Lab> labs(BagRecord record, Instant now) {
        TokenOrListParam laboratory = new TokenOrListParam().addOr(new TokenParam("laboratory"));
        Map<String, Lab> labs = new HashMap<>();
        for (Observation result :
                store.search(Observation.class, ofPatient(record).add("category", laboratory))) {
            Instant taken = time(List.of(result), now);
            if (taken != null
                    && result.hasValueQuantity()
                    && result.getValueQuantity().hasValue()) {
                Lab lab = new Lab(result.getValueQuantity().getValue().doubleValue(), taken);
                result.getCode().getCoding().forEach(coding -> labs.putIfAbsent(String.valueOf(coding.getCode()), lab));
            }
        }
        return labs;
    }

    private List<Observation> newest(BagRecord record, TokenOrListParam codes) {
        return store.search(Observation.class, ofPatient(record).add("code", codes));
    }

    private static SearchParameterMap ofPatient(BagRecord record) {
        return Store.newest(NEWEST, "date").add("subject", new ReferenceParam("Patient/" + record.patient()));
    }

    /** What is dated in the future was not measured yet. */
    private static @Nullable Instant time(List<Observation> newestFirst, Instant now) {
        return newestFirst.stream()
                .filter(observation -> observation.getStatus() != Observation.ObservationStatus.ENTEREDINERROR)
                .map(Observation::getEffective)
                .filter(BaseDateTimeType.class::isInstance)
                .map(effective -> ((BaseDateTimeType) effective).getValue().toInstant())
                .filter(at -> !at.isAfter(now.plus(CLOCKS_DIFFER)))
                .findFirst()
                .orElse(null);
    }

    private List<OtherBag> others(BagRecord record, Instant now) {
        Instant planned = BagRecord.planned(record.bag()).orElse(now);
        String own = Systems.idOf(record.code());
        List<String> names = identifiers
                .pointing(
                        "MedicationRequest.subject",
                        "Patient",
                        record.patient(),
                        planned.minus(SAME_DAY),
                        planned.plus(SAME_DAY))
                .stream()
                .map(name -> name.substring(name.indexOf('/') + 1))
                .filter(id -> Systems.isBag(id) && !id.equals(own))
                .flatMap(id -> Stream.of("MedicationRequest/" + id, "Task/" + id))
                .toList();
        Map<String, Resource> found = store.find(names);
        return found.values().stream()
                .filter(MedicationRequest.class::isInstance)
                .map(MedicationRequest.class::cast)
                .flatMap(bag -> Optional.ofNullable(
                        (Task) found.get("Task/" + bag.getIdElement().getIdPart()))
                        .map(task -> other(bag, task))
                        .stream())
                .toList();
    }

    private OtherBag other(MedicationRequest bag, Task task) {
        Map<BagState, Taken> taken = BagRecord.taken(task);
        BagState state = BagRecord.stateOf(task.getBusinessStatus()).orElse(BagState.ORDERED);
        return new OtherBag(
                state,
                contents.of(BagRecord.medication(bag)),
                BagRecord.planned(bag).orElse(null),
                at(taken.get(BagState.INFUSING)),
                state.isEnded() ? at(taken.get(state)) : null);
    }

    private static @Nullable Instant at(@Nullable Taken taken) {
        return taken == null ? null : taken.at();
    }

    private Set<Incident> incidents(BagRecord record) {
        Set<Incident> incidents = EnumSet.noneOf(Incident.class);
        store.search(
                        AdverseEvent.class,
                        Store.parameters()
                                .add(
                                        "substance",
                                        new ReferenceParam("MedicationAdministration/" + Systems.idOf(record.code()))))
                .forEach(event -> IncidentCodes.incident(event).ifPresent(incidents::add));
        return incidents;
    }

    private @Nullable Instant lastRound(BagRecord record) {
        SearchParameterMap rounds = Store.newest(1, "_lastUpdated")
                .add("part-of", new ReferenceParam("MedicationAdministration/" + Systems.idOf(record.code())));
        return store.search(Observation.class, rounds).stream()
                .map(round -> round.getMeta().getLastUpdated().toInstant())
                .max(Instant::compareTo)
                .orElse(null);
    }
}
