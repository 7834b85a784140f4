package org.chemoloop.fhir.visit.seat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.server.Locks;
import org.chemoloop.fhir.visit.seat.BookingRule.Wanted;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Holds a booking against the rules that warn, one booking of an area after the other. */
@Component
public class BookingReview {

    private static final Set<AppointmentStatus> PLANNED = Set.of(AppointmentStatus.PENDING, AppointmentStatus.BOOKED);

    private static final Duration AROUND = Duration.ofMinutes(15);

    private final NursesKeepUp nurses;
    private final List<BookingRule> rules;
    private final SeatBookings bookings;
    private final SeatPlan seats;
    private final Locks locks;
    private final Clock clock;
    private final Duration usual;

    BookingReview(
            SiteSettings site,
            SeatBookings bookings,
            SeatPlan seats,
            Locks locks,
            Clock clock,
            @Value("${chemoloop.seats.usual-visit:60m}") Duration usual) {
        this.nurses = new NursesKeepUp(site);
        this.rules = List.of(nurses, new PivasHasTime(site, ZoneId.systemDefault()));
        this.bookings = bookings;
        this.seats = seats;
        this.locks = locks;
        this.clock = clock;
        this.usual = usual;
    }

    /**
     * What is said of a booking.
     *
     * @param unchecked rules that had nothing to look at, as nobody has said it
     */
    public record Opinion(List<Refusal> warnings, List<Rule> unchecked) {}

    /** Empty for what is no new plan: who has a time keeps it, and who has come is treated. */
    public Optional<Opinion> of(String appointment, @Nullable Appointment before, Appointment said) {
        if (!PLANNED.contains(said.getStatus()) || !said.hasStart() || isTheSame(before, said)) {
            return Optional.empty();
        }
        Wanted wanted = wanted(appointment, said);
        return Optional.of(new Opinion(
                rules.stream().flatMap(rule -> rule.objection(wanted).stream()).toList(),
                rules.stream()
                        .filter(rule -> rule.lacksData(wanted))
                        .map(BookingRule::rule)
                        .toList()));
    }

    /**
     * What writers of bookings in the same area wait for, before they wait for a seat; empty where nobody counts its
     * nurses.
     */
    public Optional<String> lock(Appointment said) {
        if (!nurses.areCounted()) {
            return Optional.empty(); // nobody looks for the seat in vain
        }
        return Booking.seat(said).flatMap(seats::area).filter(nurses::knows).map(area -> "area|" + area);
    }

    private boolean isTheSame(@Nullable Appointment before, Appointment said) {
        return before != null
                && PLANNED.contains(before.getStatus())
                && Booking.seat(before).equals(Booking.seat(said))
                && before.hasStart()
                && before.getStart().equals(said.getStart())
                && Booking.end(before, usual).equals(Booking.end(said, usual));
    }

    private Wanted wanted(String appointment, Appointment said) {
        Instant starts = said.getStart().toInstant();
        Instant ends = Booking.end(said, usual);
        Optional<String> area = Booking.seat(said).flatMap(seats::area);
        Optional<String> lock = lock(said);
        // Two who book at the same moment count each other.
        lock.ifPresent(key -> locks.take(List.of(key)));
        List<Booking> others = lock.isEmpty()
                ? List.of()
                : bookings.between(starts.minus(AROUND), ends.plus(AROUND), appointment).stream()
                        .filter(other -> seats.area(other.seat()).equals(area))
                        .toList();
        return new Wanted(starts, ends, area, others, clock.instant());
    }
}
