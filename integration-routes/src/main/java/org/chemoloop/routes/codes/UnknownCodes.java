package org.chemoloop.routes.codes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.chemoloop.routes.receive.KeptMessage;
import org.chemoloop.routes.recover.Resend;
import org.chemoloop.routes.translate.AnsweredCode;
import org.chemoloop.routes.translate.Translation;
import org.chemoloop.routes.translate.Translator;
import org.chemoloop.routes.translate.UnknownCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Codes of senders that a table has no row for. An engineer answers each once: from then on every copy of this service
 * reads it so, and what was refused because of it takes effect.
 */
public final class UnknownCodes {
    private static final Logger log = LoggerFactory.getLogger(UnknownCodes.class);
    static final int PAGE = 50;
    /** Messages that an answer is looked at for at a time. */
    private static final int AT_ONCE = 200;

    private final JdbcTemplate database;
    private final Translator translator;
    private final Resend resend;
    private final Clock clock;
    private final AtomicInteger refusing = new AtomicInteger();

    public UnknownCodes(
            JdbcTemplate database, Translator translator, Resend resend, Clock clock, MeterRegistry meters) {
        this.database = database;
        this.translator = translator;
        this.resend = resend;
        this.clock = clock;
        Gauge.builder("chemoloop.unknown.codes", refusing, AtomicInteger::get)
                .description("open codes for which messages were refused")
                .register(meters);
        follow();
    }

    /**
     * A code in the list.
     *
     * @param means the row of the table, or its code, that the answer names
     * @param messages how many messages carried it
     * @param refused how many of them were refused for it
     */
    record Item(
            long id,
            String sender,
            String table,
            String code,
            String display,
            String state,
            @Nullable String means,
            Instant firstSeen,
            Instant lastSeen,
            int messages,
            int refused,
            @Nullable String decidedBy,
            @Nullable Instant decided) {}

    /** One page of the list. */
    record Page(List<Item> codes, int page, boolean more) {}

    /** What becomes of a message when its code is answered. */
    enum Fate {
        /** It takes effect again without being asked. */
        REPLAY,
        /** It has taken effect with the code as it came; an engineer may send it again. */
        ACCEPTED,
        /** A later message speaks of the same orders or patient: an engineer decides whether it still holds. */
        OVERTAKEN,
        /** Another of its codes has no row either. */
        WAITS,
        /** It was sent again after the answer. */
        REPLAYED,
        /** It was refused for other reasons, too. */
        REFUSED
    }

    /** A message that carried the code. */
    record Carrier(UUID id, String type, String controlId, Instant received, String state, Fate fate) {}

    /** What was done about an answer: messages that take effect again, and refused ones that are left to a person. */
    record Answered(List<UUID> replayed, List<UUID> left) {}

    /**
     * Writes down the codes that a message was told of.
     *
     * @return whether one of them has an answer that this copy had not heard of: the message is to be translated again
     */
    public boolean met(KeptMessage message, Translation translation) {
        // One code may stand in several places of a message, and be an error only in some.
        Map<List<String>, UnknownCode> each = new LinkedHashMap<>();
        for (UnknownCode unknown : translation.unknown()) {
            each.merge(
                    List.of(unknown.table(), unknown.code()),
                    unknown,
                    (one, other) -> one.finding().isError() ? one : other);
        }
        boolean answered = false;
        for (UnknownCode unknown : each.values()) {
            boolean refused = translation.waitsForCodes() && unknown.finding().isError();
            answered |= keep(message, unknown, refused).equals("answered");
        }
        return answered && follow();
    }

    private String keep(KeptMessage message, UnknownCode unknown, boolean refused) {
        String sender = message.message()
                .map(read -> Translator.sender(read.header()))
                .orElseThrow(() -> new IllegalStateException(message.id() + " was translated without a header"));
        Timestamp received = Timestamp.from(message.received());
        String state = database.queryForObject(
                """
                with met as (
                    insert into unknown_code (sender, code_table, code, display, first_seen, last_seen)
                    values (?, ?, ?, ?, ?, ?)
                    on conflict (sender, code_table, code) do update set
                        last_seen = greatest(unknown_code.last_seen, excluded.last_seen),
                        display = coalesce(nullif(excluded.display, ''), unknown_code.display)
                    returning id, state
                ), carried as (
                    insert into unknown_code_message (code, message, received, refused) select id, ?, ?, ? from met
                    on conflict (code, message) do update set refused = excluded.refused
                )
                select state from met""",
                String.class,
                sender,
                unknown.table(),
                unknown.code(),
                unknown.display(),
                received,
                received,
                message.id(),
                received,
                refused);
        return Objects.requireNonNull(state);
    }

    /** Takes over what was answered, here or in another copy; false when all of it is known. */
    public boolean follow() {
        Integer open = database.queryForObject("""
                select count(*) from unknown_code where state = 'open'
                    and exists (select from unknown_code_message where code = unknown_code.id and refused)""", Integer.class);
        refusing.set(Objects.requireNonNull(open));
        return translator.answered(database.query(
                """
                select sender, code_table, code, means, decided_by from unknown_code
                where means is not null order by id""",
                (row, n) -> new AnsweredCode(
                        row.getString("sender"),
                        row.getString("code_table"),
                        row.getString("code"),
                        row.getString("means"),
                        row.getString("decided_by"))));
    }

    Page find(String state, int page) {
        List<Item> found = database.query("""
                select unknown_code.*, messages, refused from unknown_code,
                    lateral (select count(*) as messages, count(*) filter (where refused) as refused
                             from unknown_code_message where code = unknown_code.id) as carried
                where state = ? order by refused desc, last_seen desc, id limit ? offset ?""", UnknownCodes::item, state, PAGE + 1, page * PAGE);
        boolean more = found.size() > PAGE;
        return new Page(more ? found.subList(0, PAGE) : found, page, more);
    }

    Optional<Item> item(long id) {
        return database.query("""
                        select unknown_code.*, messages, refused from unknown_code,
                            lateral (select count(*) as messages, count(*) filter (where refused) as refused
                                     from unknown_code_message where code = unknown_code.id) as carried
                        where id = ?""", UnknownCodes::item, id).stream().findFirst();
    }

    /** The messages that carried a code, in the order of arrival; the last ones where there are more. */
    List<Carrier> carriers(long id, int most) {
        return carriers(id, 0, "desc", most).stream().map(Numbered::carrier).toList();
    }

    private record Numbered(long number, Carrier carrier) {}

    /** Those behind a number: the first of them, or the last in descending order. */
    private List<Numbered> carriers(long id, long behind, String direction, int most) {
        // Once the sender has spoken of an order again, what was refused before may not hold any more: it may be the
        // order that was corrected or cancelled since.
        return database.query(
                """
                select * from (
                    select message.id, number, message_type, control_id, message.received, message.state,
                        carried.refused, carried.replayed,
                        exists (select from unknown_code_message other join unknown_code on unknown_code.id = other.code
                                where other.message = carried.message and other.refused
                                    and unknown_code.state <> 'answered'
                                    and unknown_code.id <> carried.code) as waits,
                        exists (select from every_message later
                                where later.direction = 'in' and later.channel = message.channel
                                    and later.number > message.number
                                    and (later.orders && message.orders
                                        or message.orders = '{}' and later.patients && message.patients)) as overtaken
                    from unknown_code_message carried join every_message message on message.id = carried.message
                    where carried.code = ? and number > ? order by number %s limit ?) as page
                order by number""".formatted(direction),
                (row, n) -> new Numbered(
                        row.getLong("number"),
                        new Carrier(
                                UUID.fromString(row.getString("id")),
                                row.getString("message_type"),
                                row.getString("control_id"),
                                row.getTimestamp("received").toInstant(),
                                row.getString("state"),
                                fate(row))),
                id,
                behind,
                most);
    }

    private static Fate fate(ResultSet row) throws SQLException {
        if (row.getTimestamp("replayed") != null) {
            return Fate.REPLAYED;
        }
        String state = row.getString("state");
        if (state.equals("processed")) {
            return Fate.ACCEPTED;
        }
        if (!row.getBoolean("refused")) {
            return state.equals("kept") ? Fate.ACCEPTED : Fate.REFUSED;
        }
        if (row.getBoolean("overtaken")) {
            return Fate.OVERTAKEN;
        }
        // One that is still on its way was translated before the answer.
        return row.getBoolean("waits") ? Fate.WAITS : Fate.REPLAY;
    }

    /** Why the answer can't be given: a sentence; nothing when it can. */
    Optional<String> objection(Item item, String means, String by) {
        return translator.objection(new AnsweredCode(item.sender(), item.table(), item.code(), means, by));
    }

    /** Adds the row for the sender, then lets what was refused for want of it take effect. */
    Answered answer(Item item, String means, String by) {
        decide(item, "answered", means, by);
        List<UUID> replayed = new ArrayList<>();
        List<UUID> left = new ArrayList<>();
        List<Numbered> page = carriers(item.id(), 0, "asc", AT_ONCE);
        while (!page.isEmpty()) {
            page.forEach(carrier -> carryOn(carrier.carrier(), by, replayed, left));
            page = carriers(item.id(), page.get(page.size() - 1).number(), "asc", AT_ONCE);
        }
        return new Answered(replayed, left);
    }

    private void carryOn(Carrier carrier, String by, List<UUID> replayed, List<UUID> left) {
        if (carrier.fate() == Fate.REPLAY) {
            resend.resend(carrier.id(), by);
            database.update(
                    "update unknown_code_message set replayed = ? where message = ? and refused",
                    Timestamp.from(clock.instant()),
                    carrier.id());
            replayed.add(carrier.id());
        } else if (carrier.fate() == Fate.OVERTAKEN || carrier.fate() == Fate.WAITS) {
            left.add(carrier.id());
        }
    }

    /** The code stays as the sender writes it; an earlier answer holds no more. */
    void dismiss(Item item, String by) {
        decide(item, "dismissed", null, by);
    }

    private void decide(Item item, String state, @Nullable String means, String by) {
        database.update(
                "update unknown_code set state = ?, means = ?, decided_by = ?, decided = ? where id = ?",
                state,
                means,
                by,
                Timestamp.from(clock.instant()),
                item.id());
        log.warn(
                "unknown-code={} sender={} table={} code={} state={} means={} by={}",
                item.id(),
                item.sender(),
                item.table(),
                item.code(),
                state,
                means,
                by);
        follow();
    }

    private static Item item(ResultSet row, int number) throws SQLException {
        Timestamp decided = row.getTimestamp("decided");
        return new Item(
                row.getLong("id"),
                row.getString("sender"),
                row.getString("code_table"),
                row.getString("code"),
                row.getString("display"),
                row.getString("state"),
                row.getString("means"),
                row.getTimestamp("first_seen").toInstant(),
                row.getTimestamp("last_seen").toInstant(),
                row.getInt("messages"),
                row.getInt("refused"),
                row.getString("decided_by"),
                decided == null ? null : decided.toInstant());
    }
}
