package org.chemoloop.fhir.visit.seat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.server.Locks;
import org.hl7.fhir.r4.model.Appointment;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Who has which seat when: the table {@code loop.seat_booking}, under the lock of the seat. */
@Component
public class SeatBookings {

    static final Rule FREE = Rule.hard(
            "A1",
            LoopIssue.SEAT_TAKEN,
            "座位在整个预约时段内空闲",
            "A seat is free for the whole time of an appointment, not only at its start");

    static final Rule IN_SERVICE =
            Rule.hard("A4", LoopIssue.SEAT_TAKEN, "停用的座位不能预约", "A seat that is out of service is not booked");

    /** Who was treated before the appointed time is not treated again within the hour. */
    private static final Duration ENDS_EARLY = Duration.ofHours(1);

    private static final Duration SAME_DAY = Duration.ofHours(18);

    private final JdbcTemplate jdbc;
    private final Locks locks;
    private final SeatPlan seats;
    private final Duration usual;

    SeatBookings(
            JdbcTemplate jdbc,
            Locks locks,
            SeatPlan seats,
            @Value("${chemoloop.seats.usual-visit:60m}") Duration usual) {
        this.jdbc = jdbc;
        this.locks = locks;
        this.seats = seats;
        this.usual = usual;
    }

    /** What writers of the same seat wait for; empty when the appointment names none. */
    public Optional<String> lock(Appointment said) {
        return seat(said).map(seat -> "seat|" + seat);
    }

    /** The number of the seat that an appointment names and has not been declined. */
    public static Optional<String> seat(Appointment said) {
        return Booking.seat(said);
    }

    /**
     * Why the appointment cannot have its seat at its time; inside the caller's transaction.
     *
     * @param before as stored; what it holds already is never taken from it, so that no arrival and no start of an
     *     infusion is ever held up by a seat
     */
    public Optional<Refusal> objection(String appointment, @Nullable Appointment before, Appointment said) {
        Optional<Booking> wanted = Booking.of(said, usual);
        if (before != null && wanted.equals(Booking.of(before, usual))) {
            return Optional.empty();
        }
        return wanted.flatMap(booking -> {
            locks.take(List.of("seat|" + booking.seat()));
            return isClosed(booking)
                    ? Optional.of(Refusal.of(
                            LoopIssue.SEAT_TAKEN,
                            "%s 号座位已停用，请另选座位",
                            "Seat %s is out of service: choose another",
                            booking.seat()))
                    : taken(appointment, booking);
        });
    }

    private boolean isClosed(Booking booking) {
        return seats.find(booking.seat())
                .map(SeatState::of)
                .filter(SeatState.OUT_OF_SERVICE::equals)
                .isPresent();
    }

    private Optional<Refusal> taken(String appointment, Booking booking) {
        boolean taken = !jdbc.queryForList(
                        "select appointment from loop.seat_booking"
                                + " where seat = ? and appointment <> ? and starts < ? and ends > ? limit 1",
                        String.class,
                        booking.seat(),
                        appointment,
                        Timestamp.from(booking.ends()),
                        Timestamp.from(booking.starts()))
                .isEmpty();
        return taken
                ? Optional.of(Refusal.of(
                        LoopIssue.SEAT_TAKEN,
                        "%s 号座位该时段已被预约，请另选座位或时间",
                        "Seat %s is taken at that time: choose another seat or time",
                        booking.seat()))
                : Optional.empty();
    }

    /** Leaves the patient the appointment and the seat to who has it. */
    public void declineSeat(Appointment said) {
        Booking.declineSeat(said);
    }

    /** The visit is over: whoever comes next may have the seat, however long it was meant to take. */
    void end(String patient, Instant now) {
        jdbc.update(
                "update loop.seat_booking set ends = greatest(starts, ?) where patient = ? and starts < ? and ends > ?",
                Timestamp.from(now),
                patient,
                Timestamp.from(now.plus(ENDS_EARLY)),
                Timestamp.from(now));
    }

    /**
     * The patient has left the chair: before the next one comes it is cleaned. A seat that is out of service stays so,
     * and one that the next patient has already is left alone.
     */
    public void left(String patient, Instant now) {
        List<String> held = jdbc.queryForList(
                "select seat from loop.seat_booking where patient = ? and starts between ? and ?"
                        + " order by starts desc limit 1",
                String.class,
                patient,
                Timestamp.from(now.minus(SAME_DAY)),
                Timestamp.from(now.plus(ENDS_EARLY)));
        for (String seat : held) {
            locks.take(List.of("seat|" + seat));
            seats.find(seat)
                    .filter(location -> SeatState.of(location) != SeatState.OUT_OF_SERVICE)
                    .filter(location -> !isUsedByAnother(seat, patient, now))
                    .ifPresent(location -> {
                        location.setOperationalStatus(SeatState.CLEANING.coding());
                        seats.put(location);
                    });
        }
    }

    private boolean isUsedByAnother(String seat, String patient, Instant now) {
        return !jdbc.queryForList(
                        "select patient from loop.seat_booking"
                                + " where seat = ? and patient <> ? and starts <= ? and ends > ? limit 1",
                        String.class,
                        seat,
                        patient,
                        Timestamp.from(now),
                        Timestamp.from(now))
                .isEmpty();
    }

    /** What is booked in that time, whatever the seat, without the appointment itself. */
    List<Booking> between(Instant from, Instant until, String appointment) {
        return jdbc.query(
                "select seat, patient, starts, ends from loop.seat_booking"
                        + " where starts < ? and ends > ? and appointment <> ?",
                (row, number) -> new Booking(
                        row.getString(1),
                        row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        row.getTimestamp(4).toInstant()),
                Timestamp.from(until),
                Timestamp.from(from),
                appointment);
    }

    /** @return the seat that the appointment held before, when it holds another one now */
    Optional<String> keep(String appointment, Appointment said) {
        List<String> before = jdbc.queryForList(
                "select seat from loop.seat_booking where appointment = ?", String.class, appointment);
        jdbc.update("delete from loop.seat_booking where appointment = ?", appointment);
        Optional<Booking> booking = Booking.of(said, usual);
        booking.ifPresent(held -> jdbc.update(
                "insert into loop.seat_booking (appointment, seat, patient, starts, ends) values (?, ?, ?, ?, ?)",
                appointment,
                held.seat(),
                held.patient(),
                Timestamp.from(held.starts()),
                Timestamp.from(held.ends())));
        return before.stream()
                .filter(seat ->
                        booking.isPresent() && !seat.equals(booking.get().seat()))
                .findFirst();
    }

    Optional<Booking> booking(Appointment said) {
        return Booking.of(said, usual);
    }
}
