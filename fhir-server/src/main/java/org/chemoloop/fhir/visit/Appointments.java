package org.chemoloop.fhir.visit;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.order.Chart;
import org.chemoloop.fhir.order.DerivedId;
import org.chemoloop.fhir.order.EntryOutcome;
import org.chemoloop.fhir.order.Message;
import org.chemoloop.fhir.order.Overlay;
import org.chemoloop.fhir.order.Remark;
import org.chemoloop.fhir.order.Terms;
import org.chemoloop.fhir.scan.Overrides;
import org.chemoloop.fhir.visit.seat.BookingReview;
import org.chemoloop.fhir.visit.seat.BookingReview.Opinion;
import org.chemoloop.fhir.visit.seat.SeatBookings;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Writes what a message says of an appointment, with its seat when that is free; an arrival keeps the one of the day.
 */
@Component
public class Appointments {

    private static final Duration SAME_DAY = Duration.ofHours(18);

    private final SeatBookings seats;
    private final BookingReview review;
    private final boolean refuseTaken;

    Appointments(
            SeatBookings seats,
            BookingReview review,
            @Value("${chemoloop.seats.refuse-his:false}") boolean refuseTaken) {
        this.seats = seats;
        this.review = review;
        this.refuseTaken = refuseTaken;
    }

    public EntryOutcome keep(Appointment said, Identifier identity, Message message) {
        Chart chart = message.chart();
        Optional<Appointment> stored = stored(identity, chart);
        String id = stored.map(known -> known.getIdElement().getIdPart()).orElseGet(() -> DerivedId.of('a', identity));
        Appointment next = stored.map(known -> Overlay.over(known, said)).orElse(said);
        Optional<Refusal> taken = seats.objection(id, stored.orElse(null), next);
        if (taken.isPresent() && refuseTaken) {
            return EntryOutcome.refused(Remark.refusal(taken.get()));
        }
        // The HIS has told the patient to come: where the seat is taken, the appointment stands without it.
        taken.ifPresent(why -> seats.declineSeat(next));
        Optional<Opinion> opinion = review.of(id, stored.orElse(null), next);
        opinion.ifPresent(found -> BookingDesk.mark(next, found.unchecked()));
        List<Remark> remarks = Stream.concat(
                        taken.stream(), opinion.stream().flatMap(found -> found.warnings().stream()))
                .map(Remark::flag)
                .toList();
        ServiceRequest session = Session.of(next, identity);
        chart.lay(ServiceRequest.class, Session.idOf(identity), session);
        next.setBasedOn(List.of(new Reference("ServiceRequest/" + Session.idOf(identity))));
        EntryOutcome outcome = EntryOutcome.of(chart.lay(Appointment.class, id, next));
        opinion.ifPresent(found -> found.warnings().forEach(warning -> putOnRecord(warning, id, next, message)));
        return remarks.isEmpty() ? outcome : outcome.with(remarks);
    }

    /** Nobody can be asked for a reason any more: somebody has to level the day. */
    private static void putOnRecord(Refusal warning, String id, Appointment next, Message message) {
        Reference sender = new Reference()
                .setIdentifier(new Identifier()
                        .setSystem(Terms.sid("user"))
                        .setValue(message.sender().name()));
        DetectedIssue issue = Overrides.notice(warning, BookingDesk.patient(next), sender, Date.from(message.now()));
        issue.setId(new IdType(
                "DetectedIssue",
                DerivedId.of('d', id, warning.ruleId() + " " + next.getStart().toInstant())));
        Terms.identifier(next.getIdentifier(), Terms.APPOINTMENT)
                .ifPresent(number -> issue.addImplicated(
                        new Reference().setType("Appointment").setIdentifier(number.copy())));
        if (message.chart()
                .read(DetectedIssue.class, issue.getIdElement().getIdPart())
                .isEmpty()) {
            message.chart().create(DetectedIssue.class, issue);
        }
    }

    /** Also one that was booked here: its id is not derived from its number. */
    private static Optional<Appointment> stored(Identifier identity, Chart chart) {
        return chart.read(Appointment.class, DerivedId.of('a', identity))
                .or(() -> chart.find(Appointment.class, identity).stream().findFirst());
    }

    /** The patient is here: the appointment of the day says so. */
    public void arrived(Reference patient, Message message) {
        Chart chart = message.chart();
        chart.recall(Patient.class, patient).stream()
                .flatMap(known -> chart.referringTo(known).stream())
                .filter(referring -> referring.type().equals("Appointment"))
                .flatMap(referring -> chart.read(Appointment.class, referring.id()).stream())
                .filter(appointment -> appointment.getStatus() == AppointmentStatus.BOOKED)
                .filter(appointment -> isNear(appointment, message))
                .forEach(appointment -> chart.replace(
                        Appointment.class, appointment, appointment.copy().setStatus(AppointmentStatus.ARRIVED)));
    }

    private static boolean isNear(Appointment appointment, Message message) {
        Date start = appointment.getStart();
        return start != null
                && Duration.between(start.toInstant(), message.now()).abs().compareTo(SAME_DAY) < 0;
    }
}
