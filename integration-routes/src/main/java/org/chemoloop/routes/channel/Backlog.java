package org.chemoloop.routes.channel;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Counts from the message log what came, what waits and what needs a person, per channel and direction. */
public final class Backlog {
    private final JdbcTemplate database;
    private final Clock clock;

    public Backlog(JdbcTemplate database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What the log knows of one direction of a channel.
     *
     * @param last when the latest message came or was owed
     * @param waiting kept but not decided, or owed but not delivered
     * @param oldest since when the first of them waits
     * @param parked of those waiting, laid aside with their group
     * @param stopped waiting for a person, with their group
     * @param failed dead letters
     */
    record Counts(
            @Nullable Instant last,
            long perMinute,
            long perHour,
            long waiting,
            @Nullable Instant oldest,
            long parked,
            long stopped,
            long failed) {}

    Counts of(String direction, String channel) {
        Instant now = clock.instant();
        Instant last = instant(database.queryForObject(
                "select max(received) from kept_message where direction = ? and channel = ?",
                Timestamp.class,
                direction,
                channel));
        return database.query(
                        """
                        select
                            (select count(*) from kept_message
                             where direction = ? and channel = ? and received > ?) as minute,
                            (select count(*) from kept_message
                             where direction = ? and channel = ? and received > ?) as hour,
                            count(*) filter (where %1$s) as waiting,
                            min(received) filter (where %1$s) as oldest,
                            count(*) filter (where next_try is not null) as parked,
                            count(*) filter (where delivery = 'stopped') as stopped,
                            count(*) filter (where state = 'failed') as failed
                        from kept_message
                        where direction = ? and channel = ?
                            and (state in ('kept', 'failed') or delivery in ('pending', 'stopped'))""".formatted(direction.equals("in") ? "state = 'kept'" : "delivery = 'pending'"),
                        (row, n) -> new Counts(
                                last,
                                row.getLong("minute"),
                                row.getLong("hour"),
                                row.getLong("waiting"),
                                instant(row.getTimestamp("oldest")),
                                row.getLong("parked"),
                                row.getLong("stopped"),
                                row.getLong("failed")),
                        direction,
                        channel,
                        Timestamp.from(now.minus(Duration.ofMinutes(1))),
                        direction,
                        channel,
                        Timestamp.from(now.minus(Duration.ofHours(1))),
                        direction,
                        channel)
                .get(0);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
