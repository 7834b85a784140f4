package org.chemoloop.fhir.visit.seat;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.annotation.PostConstruct;
import java.time.Clock;
import java.util.Locale;
import org.chemoloop.fhir.scan.Asking;
import org.chemoloop.fhir.scan.RefusedScan;
import org.chemoloop.fhir.server.rows.WriteListener;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Hangs on the store, so that however an appointment is written (SIU, PUT, POST, an entry of a Bundle) it has its seat
 * in the same transaction or is not written at all.
 */
@Component
class SeatGuard implements WriteListener {

    private final IInterceptorService store;
    private final SeatBookings bookings;
    private final SeatSlots slots;
    private final Clock clock;

    SeatGuard(IInterceptorService store, SeatBookings bookings, SeatSlots slots, Clock clock) {
        this.store = store;
        this.bookings = bookings;
        this.slots = slots;
        this.clock = clock;
    }

    @PostConstruct
    void hang() {
        store.registerInterceptor(this);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void create(IBaseResource resource, @Nullable RequestDetails request) {
        if (resource instanceof Appointment appointment) {
            book(null, appointment, request);
        }
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void update(@Nullable IBaseResource before, IBaseResource after, @Nullable RequestDetails request) {
        if (after instanceof Appointment appointment) {
            book(before instanceof Appointment stored ? stored : null, appointment, request);
        } else {
            end(after);
        }
    }

    /** The server's own writes are of visits, never of appointments. */
    @Override
    public void written(Resource resource, boolean created) {
        if (!created) {
            end(resource);
        }
    }

    private void end(IBaseResource written) {
        if (written instanceof Encounter visit && isOver(visit)) {
            bookings.end(visit.getSubject().getReferenceElement().getIdPart(), clock.instant());
        }
    }

    private static boolean isOver(Encounter visit) {
        return visit.getStatus() == EncounterStatus.FINISHED || visit.getStatus() == EncounterStatus.CANCELLED;
    }

    private void book(@Nullable Appointment before, Appointment appointment, @Nullable RequestDetails request) {
        String id = appointment.getIdElement().getIdPart();
        bookings.objection(id, before, appointment).ifPresent(refusal -> {
            throw RefusedScan.answer(refusal, locale(request));
        });
        bookings.keep(id, appointment).ifPresent(seat -> slots.moved(seat, appointment));
        slots.keep(id, appointment);
    }

    private static Locale locale(@Nullable RequestDetails request) {
        return Asking.localeOf(request == null ? null : request.getHeader("Accept-Language"));
    }
}
