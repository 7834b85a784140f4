package org.chemoloop.routes.recover;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.chemoloop.routes.answer.AnswerDesk;
import org.chemoloop.routes.receive.KeptMessage;
import org.chemoloop.routes.submit.SubmitFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Lays a message aside that fails although the FHIR server is there, and with it those of the same group that come
 * later, so that all other groups go on. After many failures that seem to be the message's own it is a dead letter.
 */
public final class Parking {
    private static final Logger log = LoggerFactory.getLogger(Parking.class);
    private static final int AT_ONCE = 20;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    /** Longer than one try takes, so that no second copy of this service tries at the same time. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final JdbcTemplate database;
    private final AnswerDesk desk;
    private final Settlement settlement;
    private final LongSupplier takeUp;
    private final Supplier<Instant> lastSuccess;
    private final int mostBlamed;
    private final Duration first;
    private final Clock clock;
    private final MeterRegistry meters;

    /**
     * @param takeUp the number of what is taken up now (see {@link MessageLog#takeUp})
     * @param lastSuccess when the FHIR server last decided anything: tells a sick server from a sick message
     * @param mostBlamed failures after which a message is a dead letter
     * @param first wait before the second try; each further one is twice as long
     */
    public Parking(
            JdbcTemplate database,
            AnswerDesk desk,
            Settlement settlement,
            LongSupplier takeUp,
            Supplier<Instant> lastSuccess,
            int mostBlamed,
            Duration first,
            Clock clock,
            MeterRegistry meters) {
        this.database = database;
        this.desk = desk;
        this.settlement = settlement;
        this.takeUp = takeUp;
        this.lastSuccess = lastSuccess;
        this.mostBlamed = mostBlamed;
        this.first = first;
        this.clock = clock;
        this.meters = meters;
    }

    /** Lays a message aside until its next try; buries it when it has been tried often enough. */
    public void park(InHand message, SubmitFailure failure) {
        Instant now = clock.instant();
        Instant lastTry = message.lastTry();
        boolean blamed =
                failure.blames() && lastTry != null && lastSuccess.get().isAfter(lastTry);
        Tried tried = tried(message.kept().id(), failure.told(), now, blamed);
        if (tried.blamed() >= mostBlamed) {
            bury(message, failure);
            return;
        }
        Instant next = now.plus(BackOff.after(tried.parkings() - 1, first, LONGEST));
        database.update(
                "update kept_message set next_try = ? where id = ?",
                Timestamp.from(next),
                message.kept().id());
        log.warn(
                "parked kept={} control={} until={} reason={}",
                message.kept().id(),
                message.kept().controlId(),
                next,
                failure.getMessage());
    }

    private record Tried(int parkings, int blamed) {}

    private Tried tried(UUID id, @Nullable String reason, Instant at, boolean blamed) {
        return database.query(
                        Tries.NOTE
                                + ", last_try = ?, blamed = blamed + ?, parkings = parkings + 1 where id = ?"
                                + " returning parkings, blamed",
                        (row, n) -> new Tried(row.getInt("parkings"), row.getInt("blamed")),
                        Tries.of(at, reason),
                        reason,
                        Timestamp.from(at),
                        blamed ? 1 : 0,
                        id)
                .get(0);
    }

    /** Notes why a message is still waiting although nothing is wrong with it. */
    public void waits(InHand message, Exception cause) {
        database.update(
                Tries.NOTE + " where id = ?",
                Tries.of(clock.instant(), told(cause)),
                told(cause),
                message.kept().id());
    }

    /** Says to its sender that a message lies in the dead letters, and lets its group go on. */
    public void bury(InHand message, Exception cause) {
        log.error(
                "dead letter kept={} control={}",
                message.kept().id(),
                message.kept().controlId(),
                cause);
        meters.counter("chemoloop.messages.dead", "channel", message.kept().channel())
                .increment();
        settlement.settle(message.answered(desk.failed(message.addressee(clock.instant()), told(cause))));
    }

    private static String told(Exception cause) {
        if (cause instanceof SubmitFailure failure) {
            return failure.told();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** The first message of each group whose time has come; nobody else gets it for a while. */
    public List<InHand> due() {
        long number = takeUp.getAsLong();
        return database.query(
                """
                update kept_message set next_try = ? where id in (
                    select id from kept_message head
                    where direction = 'in' and next_try <= ? and not exists (
                        select from kept_message before
                        where before.direction = 'in' and before.ordering_group = head.ordering_group
                            and before.next_try is not null and before.number < head.number)
                    order by number limit ? for update skip locked)
                returning id, channel, received, raw, ordering_group, last_try""",
                (row, n) -> InHand.due(
                        new KeptMessage(
                                UUID.fromString(row.getString("id")),
                                row.getString("channel"),
                                row.getTimestamp("received").toInstant(),
                                row.getBytes("raw")),
                        row.getString("ordering_group"),
                        number,
                        Optional.ofNullable(row.getTimestamp("last_try"))
                                .map(Timestamp::toInstant)
                                .orElse(null)),
                Timestamp.from(clock.instant().plus(LEASE)),
                Timestamp.from(clock.instant()),
                AT_ONCE);
    }
}
