package org.chemoloop.fhir.scan;

import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.server.rows.StoredIdentifiers;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;

/** Moves the prescription lines and the visit along with the bags. */
@Component
class Visits {

    private static final Set<MedicationRequestStatus> ENDED = Set.of(
            MedicationRequestStatus.COMPLETED,
            MedicationRequestStatus.STOPPED,
            MedicationRequestStatus.CANCELLED,
            MedicationRequestStatus.ENTEREDINERROR);

    private static final Set<EncounterStatus> HERE = Set.of(
            EncounterStatus.ARRIVED,
            EncounterStatus.TRIAGED,
            EncounterStatus.INPROGRESS,
            EncounterStatus.ONLEAVE,
            EncounterStatus.FINISHED);

    private static final Set<String> OPEN = Set.of("booked", "arrived", "checked-in");

    private static final Duration SAME_DAY = Duration.ofHours(18);

    private final Store store;
    private final StoredIdentifiers identifiers;
    private final Clock clock;

    Visits(Store store, StoredIdentifiers identifiers, Clock clock) {
        this.store = store;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Whether the patient has arrived, by the bag's own visit or by another that is open. */
    boolean hasArrived(MedicationRequest bag) {
        if (bag.getEncounter().hasReference()
                && HERE.contains(store.read(Encounter.class, bag.getEncounter()).getStatus())) {
            return true;
        }
        return store
                .search(
                        Encounter.class,
                        Store.parameters()
                                .add(
                                        "subject",
                                        new ReferenceParam(bag.getSubject().getReference()))
                                .add(
                                        "status",
                                        new TokenOrListParam()
                                                .addOr(new TokenParam("arrived"))
                                                .addOr(new TokenParam("triaged"))
                                                .addOr(new TokenParam("in-progress"))))
                .stream()
                .anyMatch(this::isOfToday);
    }

    /** A visit that nobody closed last week lets nobody in today. */
    @SuppressWarnings("JavaUtilDate") // FHIR's own type
    private boolean isOfToday(Encounter visit) {
        Date arrived = visit.getPeriod().hasStart()
                ? visit.getPeriod().getStart()
                : visit.getMeta().getLastUpdated();
        return isNear(arrived, Date.from(clock.instant()));
    }

    void follow(Writing writing) {
        BagState to = writing.told();
        if (to.isEnded()) {
            end(writing);
            return;
        }
        if (to.compareTo(BagState.ACCEPTED) >= 0) {
            writing.record().lines().forEach(Visits.this::activate);
        }
        if (writing.move() == Move.START) {
            begin(writing);
        } else if (writing.move() == Move.TAKE_BACK_END) {
            reopen(writing);
        }
    }

    /** The bag has not ended: neither have its lines, unless somebody stopped them, nor the visit. */
    private void reopen(Writing writing) {
        writing.record().lines().stream()
                .filter(line -> line.getStatus() == MedicationRequestStatus.COMPLETED)
                .forEach(line -> store.put(MedicationRequest.class, line.setStatus(MedicationRequestStatus.ACTIVE)));
        if (writing.bag().getEncounter().hasReference()) {
            Encounter visit = store.read(Encounter.class, writing.bag().getEncounter());
            if (visit.getStatus() == EncounterStatus.FINISHED) {
                visit.getPeriod().setEndElement(null);
                store.put(Encounter.class, visit.setStatus(EncounterStatus.INPROGRESS));
            }
        }
    }

    private void activate(MedicationRequest line) {
        if (line.getStatus() == MedicationRequestStatus.DRAFT) {
            store.put(MedicationRequest.class, line.setStatus(MedicationRequestStatus.ACTIVE));
        }
    }

    private void begin(Writing writing) {
        Reference visit = writing.bag().getEncounter();
        if (visit.hasReference()) {
            Encounter encounter = store.read(Encounter.class, visit);
            if (encounter.getStatus() == EncounterStatus.INPROGRESS) {
                return;
            }
            if (!encounter.getPeriod().hasStart()) {
                encounter.getPeriod().setStart(writing.occurred());
            }
            encounter.getPeriod().setEndElement(null);
            store.put(Encounter.class, encounter.setStatus(EncounterStatus.INPROGRESS));
        }
        keepAppointment(writing);
    }

    private void keepAppointment(Writing writing) {
        String patient = writing.bag().getSubject().getReferenceElement().getIdPart();
        List<String> open = identifiers.pointing("Appointment.participant.actor", "Patient", patient, OPEN);
        store.find(open).values().stream()
                .map(Appointment.class::cast)
                .filter(appointment -> isNear(appointment.getStart(), writing.occurred()))
                .forEach(appointment ->
                        store.put(Appointment.class, appointment.setStatus(AppointmentStatus.FULFILLED)));
    }

    @SuppressWarnings("JavaUtilDate") // FHIR's own type
    private static boolean isNear(@org.jspecify.annotations.Nullable Date start, Date now) {
        return start == null || Math.abs(start.getTime() - now.getTime()) < SAME_DAY.toMillis();
    }

    /** A line is completed when all its bags have ended, the visit when all its bags have. */
    private void end(Writing writing) {
        String own = Systems.idOf(writing.record().code());
        List<MedicationRequest> others = store
                .search(
                        MedicationRequest.class,
                        Store.parameters()
                                .add(
                                        "subject",
                                        new ReferenceParam(
                                                writing.bag().getSubject().getReference()))
                                .add("intent", new TokenParam("instance-order")))
                .stream()
                .filter(bag -> !own.equals(bag.getIdElement().getIdPart()))
                .toList();
        if (writing.move() != Move.CANCEL && writing.move() != Move.VOID_LABEL) {
            writing.record().lines().forEach(line -> endLine(line, writing.told(), others));
        }
        boolean started = writing.told().isStarted();
        if (started && writing.bag().getEncounter().hasReference()) {
            endVisit(writing, others);
        }
    }

    private void endLine(MedicationRequest line, BagState told, List<MedicationRequest> others) {
        List<MedicationRequest> siblings = others.stream()
                .filter(bag -> bag.getBasedOn().stream().anyMatch(basis -> pointsAt(basis, line)))
                .toList();
        if (ENDED.contains(line.getStatus()) || siblings.stream().anyMatch(bag -> !ENDED.contains(bag.getStatus()))) {
            return;
        }
        boolean anyGiven = told.isStarted()
                || siblings.stream()
                        .anyMatch(bag -> bag.getStatus() == MedicationRequestStatus.COMPLETED
                                || bag.getStatus() == MedicationRequestStatus.STOPPED);
        store.put(
                MedicationRequest.class,
                line.setStatus(anyGiven ? MedicationRequestStatus.COMPLETED : MedicationRequestStatus.CANCELLED));
    }

    private static boolean pointsAt(Reference reference, MedicationRequest line) {
        return line.getIdElement()
                .getIdPart()
                .equals(reference.getReferenceElement().getIdPart());
    }

    private void endVisit(Writing writing, List<MedicationRequest> others) {
        String visit = writing.bag().getEncounter().getReferenceElement().getIdPart();
        boolean open = others.stream()
                .filter(bag ->
                        visit.equals(bag.getEncounter().getReferenceElement().getIdPart()))
                .anyMatch(bag -> !ENDED.contains(bag.getStatus()));
        if (open) {
            return;
        }
        Encounter encounter = store.read(Encounter.class, writing.bag().getEncounter());
        if (encounter.getStatus() == EncounterStatus.INPROGRESS) {
            encounter.getPeriod().setEnd(writing.occurred());
            store.put(Encounter.class, encounter.setStatus(EncounterStatus.FINISHED));
        }
    }
}
