package org.chemoloop.routes.recover;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Moves settled messages out of the working table into one partition per day (of their receipt, UTC), and drops the
 * partitions of days that need not be kept. Of several copies of this service one works at a time.
 */
public final class Archive {
    private static final Logger log = LoggerFactory.getLogger(Archive.class);
    private static final int AT_ONCE = 2_000;
    private static final String COLUMNS =
            "id, number, direction, channel, message_key, content_hash, control_id, message_type, patients, orders,"
                    + " ordering_group, raw, received, state, delivery, answer, answer_code, answer_control_id,"
                    + " answer_orders, answered, answers, attempts, blamed, tries, next_try, last_try, repeats, resends,"
                    + " resources, failure, event, parkings, correlation";

    private final JdbcTemplate database;
    private final TransactionOperations transaction;
    private final Duration after;
    private final Duration keep;
    private final Clock clock;

    /**
     * @param after what was received longer ago, and is settled, is archived
     * @param keep days that ended longer ago are forgotten; zero keeps everything
     */
    public Archive(
            JdbcTemplate database, TransactionOperations transaction, Duration after, Duration keep, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.after = after;
        this.keep = keep;
        this.clock = clock;
    }

    /** Archives and forgets what is due. */
    public void tidy() {
        Instant now = clock.instant();
        int moved = 0;
        int some;
        do {
            some = Objects.requireNonNull(transaction.execute(status -> move(now.minus(after))));
            moved += some;
        } while (some == AT_ONCE);
        List<String> dropped = keep.isZero()
                ? List.of()
                : Objects.requireNonNull(transaction.execute(status -> drop(day(now.minus(keep)))));
        if (moved > 0 || !dropped.isEmpty()) {
            log.info("archived messages={} forgotten={}", moved, dropped);
        }
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** False when another copy is at it. */
    private boolean mine() {
        // Whoever waits for a lock on the table here would make the intake wait behind it.
        database.execute("set local lock_timeout = '2s'");
        return Boolean.TRUE.equals(database.queryForObject(
                "select pg_try_advisory_xact_lock(hashtextextended('messages|archive', 0))", Boolean.class));
    }

    private int move(Instant before) {
        if (!mine()) {
            return 0;
        }
        List<String> settled = database.queryForList("""
                select id::text from kept_message
                where received < ? and next_try is null
                    and state in ('processed', 'refused') and delivery in ('not-owed', 'delivered')
                order by received limit ? for update skip locked""", String.class, Timestamp.from(before), AT_ONCE);
        String[] ids = settled.toArray(String[]::new);
        database.queryForList(
                        "select distinct (received at time zone 'UTC')::date from kept_message where id = any (?::uuid[])",
                        Date.class,
                        (Object) ids)
                .forEach(day -> open(day.toLocalDate()));
        database.update("""
                insert into archived_name (message_key, id, day)
                select message_key, id, (received at time zone 'UTC')::date from kept_message
                where id = any (?::uuid[]) and message_key is not null""", (Object) ids);
        database.update(
                "with gone as (delete from kept_message where id = any (?::uuid[]) returning *)"
                        + " insert into message_archive (day, " + COLUMNS + ")"
                        + " select (received at time zone 'UTC')::date, " + COLUMNS + " from gone",
                (Object) ids);
        return settled.size();
    }

    private static String partition(LocalDate day) {
        return "message_archive_" + day.toString().replace('-', '_');
    }

    private void open(LocalDate day) {
        database.execute("create table if not exists " + partition(day)
                + " partition of message_archive for values in ('" + day + "')");
    }

    private List<String> drop(LocalDate before) {
        if (!mine()) {
            return List.of();
        }
        List<String> due = database
                .queryForList(
                        "select inhrelid::regclass::text from pg_inherits where inhparent = 'message_archive'::regclass",
                        String.class)
                .stream()
                .filter(name -> name.compareTo(partition(before)) < 0)
                .sorted()
                .toList();
        due.forEach(name -> database.execute("drop table " + name));
        database.update("delete from archived_name where day < ?", Date.valueOf(before));
        database.update(
                "delete from unknown_code_message where received < ?::date::timestamp at time zone 'UTC'",
                Date.valueOf(before));
        return due;
    }

    /** Brings an archived message back, because something is to become of it once more. */
    void bringBack(UUID id) {
        transaction.executeWithoutResult(status -> {
            database.update("delete from archived_name where id = ?", id);
            database.update(
                    "with back as (delete from message_archive where id = ? returning *)"
                            + " insert into kept_message (" + COLUMNS + ") overriding system value"
                            + " select " + COLUMNS + " from back",
                    id);
        });
    }
}
