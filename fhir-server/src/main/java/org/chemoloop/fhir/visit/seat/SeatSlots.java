package org.chemoloop.fhir.visit.seat;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.chemoloop.fhir.scan.OwnWrite;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Schedule;
import org.hl7.fhir.r4.model.Slot;
import org.hl7.fhir.r4.model.Slot.SlotStatus;
import org.hl7.fhir.r4.model.StringType;
import org.springframework.stereotype.Component;

/** Says in FHIR what the bookings say: a busy Slot for each appointment, and labels that name another seat now. */
@Component
class SeatSlots {

    /** On a bag: what its label still says and what is true now. */
    static final String STALE_LABEL = "https://chemoloop.org/fhir/StructureDefinition/stale-label";

    private final DaoRegistry daos;
    private final SeatPlan seats;
    private final SeatBookings bookings;
    /** Those that an earlier transaction has committed. */
    private final Set<String> schedules = ConcurrentHashMap.newKeySet();

    SeatSlots(DaoRegistry daos, SeatPlan seats, SeatBookings bookings) {
        this.daos = daos;
        this.seats = seats;
        this.bookings = bookings;
    }

    void keep(String appointment, Appointment said) {
        Optional<Booking> booking = bookings.booking(said);
        Optional<Location> seat = booking.flatMap(held -> seats.find(held.seat()));
        String id = "appointment-" + appointment;
        if (booking.isPresent() && seat.isPresent()) {
            Slot slot = new Slot();
            slot.setId(new IdType("Slot", id));
            slot.setSchedule(schedule(booking.get().seat(), seat.get()));
            slot.setStatus(SlotStatus.BUSY);
            slot.setStart(Date.from(booking.get().starts()));
            slot.setEnd(Date.from(booking.get().ends()));
            daos.getResourceDao(Slot.class).update(slot, OwnWrite.request());
        } else {
            find(Slot.class, id)
                    .filter(slot -> slot.getStatus() != SlotStatus.FREE)
                    .ifPresent(slot -> daos.getResourceDao(Slot.class)
                            .update(slot.setStatus(SlotStatus.FREE), OwnWrite.request()));
        }
    }

    private <T extends Resource> Optional<T> find(Class<T> type, String id) {
        try {
            return Optional.of(
                    daos.getResourceDao(type).read(new IdType(type.getSimpleName(), id), OwnWrite.request()));
        } catch (ResourceNotFoundException absent) {
            return Optional.empty();
        }
    }

    private Reference schedule(String number, Location seat) {
        String id = "seat-" + number;
        if (!schedules.contains(id)) {
            if (find(Schedule.class, id).isPresent()) {
                schedules.add(id);
            } else {
                Schedule schedule = new Schedule();
                schedule.setId(new IdType("Schedule", id));
                schedule.setActive(true);
                schedule.addActor(
                        new Reference("Location/" + seat.getIdElement().getIdPart()));
                daos.getResourceDao(Schedule.class).update(schedule, OwnWrite.request());
            }
        }
        return new Reference("Schedule/" + id);
    }

    /** The seat stands on every label: whoever carries a bag to it by the label goes to the wrong chair. */
    void moved(String before, Appointment said) {
        String now = Booking.seat(said).orElse("");
        bookings.booking(said)
                .map(Booking::patient)
                .filter(patient -> !patient.isEmpty())
                .ifPresent(patient -> daos.getResourceDao(MedicationRequest.class)
                        .search(
                                SearchParameterMap.newSynchronous()
                                        .add("subject", new ReferenceParam("Patient/" + patient))
                                        .add("intent", new TokenParam("instance-order"))
                                        .add("status", new TokenParam("active")),
                                OwnWrite.request())
                        .getAllResources()
                        .forEach(found -> {
                            MedicationRequest bag = (MedicationRequest) found;
                            bag.getExtension().removeIf(extension -> STALE_LABEL.equals(extension.getUrl()));
                            bag.addExtension(new Extension(STALE_LABEL, new StringType("座位 " + before + " → " + now)));
                            daos.getResourceDao(MedicationRequest.class).update(bag, OwnWrite.request());
                        }));
    }
}
