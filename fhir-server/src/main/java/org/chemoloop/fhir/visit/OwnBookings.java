package org.chemoloop.fhir.visit;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.annotation.PostConstruct;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.chemoloop.fhir.access.CurrentPerson;
import org.chemoloop.fhir.access.Role;
import org.chemoloop.fhir.order.Terms;
import org.chemoloop.fhir.outbox.LoopEvent;
import org.chemoloop.fhir.outbox.Outbox;
import org.chemoloop.fhir.scan.OwnWrite;
import org.chemoloop.fhir.server.rows.StoredIdentifiers;
import org.chemoloop.fhir.visit.seat.SeatBookings;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What people of the centre book, move and cancel themselves: it gets a number and a session as what the HIS books has,
 * and the HIS hears of it (SIU^S12, S13, S15), in the transaction that writes the appointment.
 */
@Component
class OwnBookings {

    private static final String PREFIX = "CL";

    /** As long as an appointment stands, its patient is expected, here or not yet. */
    private static final Set<AppointmentStatus> STANDING = Set.of(
            AppointmentStatus.BOOKED,
            AppointmentStatus.ARRIVED,
            AppointmentStatus.CHECKEDIN,
            AppointmentStatus.FULFILLED,
            AppointmentStatus.NOSHOW);

    private final IInterceptorService store;
    private final DaoRegistry daos;
    private final StoredIdentifiers identifiers;
    private final Outbox outbox;
    private final BookingDesk desk;

    OwnBookings(
            IInterceptorService store,
            DaoRegistry daos,
            StoredIdentifiers identifiers,
            Outbox outbox,
            BookingDesk desk) {
        this.store = store;
        this.daos = daos;
        this.identifiers = identifiers;
        this.outbox = outbox;
        this.desk = desk;
    }

    @PostConstruct
    void hang() {
        store.registerInterceptor(this);
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void complete(IBaseResource resource, @Nullable RequestDetails request, TransactionDetails transaction) {
        if (resource instanceof Appointment said && request != null && isFromOutside(request)) {
            complete(null, said, request, transaction);
        }
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void complete(
            @Nullable IBaseResource before,
            IBaseResource after,
            @Nullable RequestDetails request,
            TransactionDetails transaction) {
        if (after instanceof Appointment said && request != null && isFromOutside(request)) {
            complete(before instanceof Appointment stored ? stored : null, said, request, transaction);
        }
    }

    // The id is known only now, and a seat that is taken has been refused.
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void announce(IBaseResource resource, @Nullable RequestDetails request) {
        if (resource instanceof Appointment booked && request != null && isFromOutside(request)) {
            settled(null, booked, request);
        }
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void announce(@Nullable IBaseResource before, IBaseResource after, @Nullable RequestDetails request) {
        if (after instanceof Appointment now && request != null && isFromOutside(request)) {
            settled(before instanceof Appointment stored ? stored : null, now, request);
        }
    }

    private void settled(@Nullable Appointment before, Appointment now, RequestDetails request) {
        desk.leave(now, request);
        if (!isFromHis()) {
            announce(before, now);
        }
    }

    private static boolean isFromOutside(RequestDetails request) {
        return !OwnWrite.isMarked(request);
    }

    /** What the HIS writes itself, if only in FHIR, it need not be told. */
    private static boolean isFromHis() {
        return CurrentPerson.ofThisRequest()
                .filter(person -> person.is(Role.HIS, Role.ROUTES))
                .isPresent();
    }

    private void complete(
            @Nullable Appointment before, Appointment said, RequestDetails request, TransactionDetails transaction) {
        keepNumbers(before, said);
        Identifier number = number(said).orElseGet(() -> mint(said));
        patient(said).ifPresent(this::resolve);
        desk.weigh(before, said, isFromHis(), request);
        String id = Session.idOf(number);
        ServiceRequest session = Session.of(said, number);
        session.setId(new IdType("ServiceRequest", id));
        // Inside a Bundle nothing is flushed yet: the reference is found by what the transaction remembers.
        daos.getResourceDao(ServiceRequest.class).update(session, null, true, false, OwnWrite.request(), transaction);
        said.setBasedOn(List.of(new Reference("ServiceRequest/" + id)));
    }

    /** A device may leave them out: the HIS knows the appointment by them. */
    private static void keepNumbers(@Nullable Appointment before, Appointment said) {
        if (before != null) {
            before.getIdentifier().stream()
                    .filter(stored -> said.getIdentifier().stream()
                            .noneMatch(named -> stored.getSystem() != null
                                    && stored.getSystem().equals(named.getSystem())))
                    .forEach(said::addIdentifier);
        }
    }

    private static Optional<Identifier> number(Appointment appointment) {
        return Terms.identifier(appointment.getIdentifier(), Terms.APPOINTMENT).filter(Identifier::hasValue);
    }

    private static Identifier mint(Appointment said) {
        String number =
                UUID.randomUUID().toString().replace("-", "").substring(0, 12).toUpperCase(Locale.ROOT);
        return said.addIdentifier().setSystem(Terms.APPOINTMENT).setValue(PREFIX + number);
    }

    private static Optional<Reference> patient(Appointment appointment) {
        return appointment.getParticipant().stream()
                .map(AppointmentParticipantComponent::getActor)
                .filter(actor -> "Patient".equals(actor.getReferenceElement().getResourceType())
                        || isPatientsNumber(actor.getIdentifier()))
                .findFirst();
    }

    private static boolean isPatientsNumber(Identifier identifier) {
        return Terms.OUTPATIENT_NUMBER.equals(identifier.getSystem()) || Terms.WRISTBAND.equals(identifier.getSystem());
    }

    /** Whoever scans a wristband to book has only the number of the patient. */
    private void resolve(Reference patient) {
        if (!patient.hasReference()) {
            identifiers.find("Patient", patient.getIdentifier()).stream()
                    .findFirst()
                    .ifPresent(id -> patient.setReference("Patient/" + id));
        }
    }

    private void announce(@Nullable Appointment before, Appointment now) {
        Optional<LoopEvent> event = event(before, now);
        Optional<Reference> patient = patient(now).filter(Reference::hasReference);
        if (event.isEmpty() || patient.isEmpty()) {
            return;
        }
        List<Resource> snapshot = new ArrayList<>();
        snapshot.add(
                daos.getResourceDao(Patient.class).read(new IdType(patient.get().getReference()), OwnWrite.request()));
        CurrentPerson.ofThisRequest().flatMap(this::practitioner).ifPresent(snapshot::add);
        outbox.announce(event.get(), now, patient.get(), snapshot);
    }

    private Optional<Practitioner> practitioner(CurrentPerson person) {
        try {
            return Optional.of(daos.getResourceDao(Practitioner.class)
                    .read(new IdType(person.practitioner()), OwnWrite.request()));
        } catch (ResourceNotFoundException absent) {
            return Optional.empty();
        }
    }

    private static Optional<LoopEvent> event(@Nullable Appointment before, Appointment now) {
        boolean stands = STANDING.contains(now.getStatus());
        if (before == null || !STANDING.contains(before.getStatus())) {
            return stands ? Optional.of(LoopEvent.APPOINTMENT_BOOKED) : Optional.empty();
        }
        if (!stands) {
            return Optional.of(LoopEvent.APPOINTMENT_CANCELLED);
        }
        return isMoved(before, now) ? Optional.of(LoopEvent.APPOINTMENT_MOVED) : Optional.empty();
    }

    private static boolean isMoved(Appointment before, Appointment now) {
        return !(Objects.equals(before.getStart(), now.getStart())
                && Objects.equals(before.getEnd(), now.getEnd())
                && before.getMinutesDuration() == now.getMinutesDuration()
                && SeatBookings.seat(before).equals(SeatBookings.seat(now)));
    }
}
