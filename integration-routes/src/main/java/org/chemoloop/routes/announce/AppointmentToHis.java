package org.chemoloop.routes.announce;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.chemoloop.routes.answer.SegmentWriter;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/** Writes SIU^S12, S13 and S15: an appointment that the day centre has made, moved or cancelled. */
public final class AppointmentToHis {
    private static final CodeableConcept SESSION = new CodeableConcept().setText("日间化疗");
    private static final String MINUTES = Fields.joined("min", "分钟", "UCUM");
    private static final String SEAT = "seat-";

    private final Opening opening;

    public AppointmentToHis(Opening opening) {
        this.opening = opening;
    }

    byte[] write(LoopEvent event, String trigger) {
        Appointment appointment =
                event.appointment().orElseThrow(() -> new IllegalArgumentException("the event has no Appointment"));
        // RGS-2: add, update or delete this group of resources.
        String action = trigger.equals("S12") ? "A" : trigger.equals("S13") ? "U" : "D";
        SegmentWriter message = opening.header(event, "SIU", trigger, "SIU_S12");
        sch(event, appointment, trigger).writeTo(message);
        if (appointment.hasComment()) {
            opening.segment("NTE")
                    .text(1, "1")
                    .text(3, appointment.getComment())
                    .writeTo(message);
        }
        opening.pid(event.patient()).writeTo(message);
        opening.segment("RGS").text(1, "1").text(2, action).writeTo(message);
        timed(opening.segment("AIS").text(1, "1").text(2, action), 4, 7, appointment)
                .concept(3, appointment.hasServiceType() ? appointment.getServiceTypeFirstRep() : SESSION)
                .writeTo(message);
        List<AppointmentParticipantComponent> expected = appointment.getParticipant().stream()
                .filter(participant -> participant.getStatus() != ParticipationStatus.DECLINED)
                .toList();
        seat(expected)
                .ifPresent(seat -> timed(opening.segment("AIL").text(1, "1").text(2, action), 6, 9, appointment)
                        // PL-3, the bed: the same place from which we read a seat.
                        .components(3, "", "", seat)
                        .writeTo(message));
        int number = 0;
        for (AppointmentParticipantComponent participant : expected) {
            if (isDoctor(participant.getActor())) {
                number++;
                opening.segment("AIP")
                        .text(1, String.valueOf(number))
                        .text(2, action)
                        .raw(3, opening.person(event, participant.getActor()))
                        .concept(4, participant.getTypeFirstRep())
                        .writeTo(message);
            }
        }
        return Fields.bytes(message);
    }

    private Fields sch(LoopEvent event, Appointment appointment, String trigger) {
        // We fill the schedule, so SCH-2 has our number where the HIS has given none of its own.
        Optional<String> number = LoopEvent.identifier(appointment.getIdentifier(), "appointment");
        boolean isOver = trigger.equals("S15");
        String author = event.author().map(Opening::person).orElse("CHEMOLOOP");
        Fields sch = opening.segment("SCH")
                .text(1, number)
                .text(
                        2,
                        LoopEvent.identifier(appointment.getIdentifier(), "filler-appointment")
                                .or(() -> number))
                // Required, and a booking needs no reason but itself.
                .raw(
                        6,
                        isOver && appointment.hasCancelationReason()
                                ? Fields.encoded(appointment.getCancelationReason())
                                : Fields.joined(event.code()))
                .concepts(7, appointment.getReasonCode())
                .concept(8, appointment.getAppointmentType())
                .raw(16, author)
                .raw(20, author)
                .raw(
                        25,
                        isOver
                                ? Fields.joined("Cancelled", "已取消", "HL70278")
                                : Fields.joined("Booked", "已预约", "HL70278"));
        minutes(appointment).ifPresent(minutes -> sch.text(9, minutes).raw(10, MINUTES));
        if (appointment.hasStart()) {
            // TQ-4 and TQ-5: readers of versions before 2.5 know the time from nowhere else.
            sch.components(11, "", "", "", sch.formatted(appointment.getStart()), sch.formatted(appointment.getEnd()));
        }
        return sch;
    }

    private static Fields timed(Fields segment, int start, int duration, Appointment appointment) {
        minutes(appointment)
                .ifPresent(minutes -> segment.text(duration, minutes).raw(duration + 1, MINUTES));
        return segment.time(start, appointment.getStart());
    }

    private static Optional<String> minutes(Appointment appointment) {
        if (appointment.hasMinutesDuration()) {
            return Optional.of(String.valueOf(appointment.getMinutesDuration()));
        }
        if (!appointment.hasStart() || !appointment.hasEnd()) {
            return Optional.empty();
        }
        long minutes = Duration.between(
                        appointment.getStart().toInstant(), appointment.getEnd().toInstant())
                .toMinutes();
        return minutes > 0 ? Optional.of(String.valueOf(minutes)) : Optional.empty();
    }

    private static Optional<String> seat(List<AppointmentParticipantComponent> expected) {
        return expected.stream()
                .map(AppointmentParticipantComponent::getActor)
                .flatMap(actor -> seat(actor).stream())
                .findFirst();
    }

    private static Optional<String> seat(Reference actor) {
        Identifier identifier = actor.getIdentifier();
        if ((LoopEvent.SID + "seat").equals(identifier.getSystem()) && identifier.hasValue()) {
            return Optional.of(identifier.getValue());
        }
        String id = actor.getReferenceElement().getIdPart();
        return "Location".equals(actor.getReferenceElement().getResourceType()) && id != null && id.startsWith(SEAT)
                ? Optional.of(id.substring(SEAT.length()))
                : Optional.empty();
    }

    private static boolean isDoctor(Reference actor) {
        String system = Fields.orEmpty(actor.getIdentifier().getSystem());
        return system.equals(LoopEvent.SID + "doctor-code")
                || "Practitioner".equals(actor.getReferenceElement().getResourceType());
    }
}
