package org.chemoloop.fhir.visit.seat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/**
 * The seat that an appointment holds, from when until when.
 *
 * @param seat its number, {@code sid/seat}
 * @param patient id of the patient, empty when the appointment names none
 */
record Booking(String seat, String patient, Instant starts, Instant ends) {

    static final String SEAT = "https://chemoloop.org/fhir/sid/seat";

    private static final Set<AppointmentStatus> HOLDING = Set.of(
            AppointmentStatus.PENDING,
            AppointmentStatus.BOOKED,
            AppointmentStatus.ARRIVED,
            AppointmentStatus.CHECKEDIN,
            AppointmentStatus.FULFILLED);

    /** @param usual how long a visit takes of which nobody says how long it takes */
    static Optional<Booking> of(Appointment appointment, Duration usual) {
        if (!HOLDING.contains(appointment.getStatus()) || !appointment.hasStart()) {
            return Optional.empty();
        }
        Instant starts = appointment.getStart().toInstant();
        Instant ends = end(appointment, usual);
        return seat(appointment).map(seat -> new Booking(seat, patient(appointment), starts, ends));
    }

    /** Of an appointment with a start. */
    static Instant end(Appointment appointment, Duration usual) {
        Instant starts = appointment.getStart().toInstant();
        if (appointment.hasEnd() && appointment.getEnd().toInstant().isAfter(starts)) {
            return appointment.getEnd().toInstant();
        }
        return starts.plus(
                appointment.hasMinutesDuration() ? Duration.ofMinutes(appointment.getMinutesDuration()) : usual);
    }

    /** By its number, or as {@code Location/seat-12}; a seat that was declined is none. */
    static Optional<String> seat(Appointment appointment) {
        return appointment.getParticipant().stream()
                .filter(participant -> participant.getStatus() != ParticipationStatus.DECLINED)
                .map(AppointmentParticipantComponent::getActor)
                .flatMap(actor -> seat(actor).stream())
                .findFirst();
    }

    /** The patient keeps the appointment, and somebody has to find another seat. */
    static void declineSeat(Appointment appointment) {
        appointment.getParticipant().stream()
                .filter(participant -> seat(participant.getActor()).isPresent())
                .forEach(participant -> participant.setStatus(ParticipationStatus.DECLINED));
    }

    private static Optional<String> seat(Reference actor) {
        Identifier identifier = actor.getIdentifier();
        if (SEAT.equals(identifier.getSystem()) && identifier.hasValue()) {
            return Optional.of(identifier.getValue());
        }
        String id = actor.getReferenceElement().getIdPart();
        boolean isSeat = "Location".equals(actor.getReferenceElement().getResourceType())
                && id != null
                && id.startsWith("seat-");
        return isSeat ? Optional.of(id.substring("seat-".length())) : Optional.empty();
    }

    private static String patient(Appointment appointment) {
        return appointment.getParticipant().stream()
                .map(participant -> participant.getActor().getReferenceElement())
                .filter(actor -> "Patient".equals(actor.getResourceType()))
                .map(actor -> actor.getIdPart())
                .findFirst()
                .orElse("");
    }
}
