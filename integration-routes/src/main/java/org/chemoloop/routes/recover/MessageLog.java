package org.chemoloop.routes.recover;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.chemoloop.routes.answer.Answer;
import org.chemoloop.routes.answer.Answer.Result;
import org.chemoloop.routes.answer.AnswerDesk;
import org.chemoloop.routes.receive.Journal.NotKeptException;
import org.chemoloop.routes.receive.KeptMessage;
import org.chemoloop.routes.receive.RefusalLog;
import org.chemoloop.routes.receive.Turn;
import org.chemoloop.routes.submit.Decision;
import org.chemoloop.routes.translate.Finding;
import org.chemoloop.routes.translate.Hl7Message;
import org.chemoloop.routes.translate.Translator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The durable memory of received messages: knows a repeat from a contradiction and has the answer that was given. */
public final class MessageLog implements RefusalLog {
    private static final Logger log = LoggerFactory.getLogger(MessageLog.class);
    private static final String DUPLICATE_KEY = "205";
    private static final String LATE =
            "select id, channel, message_type, ordering_group, answer, answer_control_id from kept_message";

    private final JdbcTemplate database;
    private final AnswerDesk desk;
    private final Translator translator;
    private final Clock clock;

    public MessageLog(JdbcTemplate database, AnswerDesk desk, Translator translator, Clock clock) {
        this.database = database;
        this.desk = desk;
        this.translator = translator;
        this.clock = clock;
    }

    private record Known(UUID id, String contentHash, Optional<Answer> answer, boolean pending, boolean parked) {
        static Known of(ResultSet row, int number) throws SQLException {
            byte[] answer = row.getBytes("answer");
            return new Known(
                    UUID.fromString(row.getString("id")),
                    row.getString("content_hash"),
                    answer == null ? Optional.empty() : Optional.of(answer(row, answer)),
                    row.getString("delivery").equals(Delivery.PENDING.code()),
                    row.getTimestamp("next_try") != null);
        }

        private static Answer answer(ResultSet row, byte[] bytes) throws SQLException {
            return new Answer(
                    bytes,
                    row.getString("answer_code"),
                    row.getString("answer_control_id"),
                    Result.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                    row.getBoolean("answer_orders"),
                    row.getString("failure"));
        }
    }

    /**
     * The number under which a message is taken up: larger than those of all that were taken up before. Draw it before
     * looking at the message in this log, so that whoever was overtaken in between has the smaller one.
     */
    public long takeUp() {
        return Objects.requireNonNull(database.queryForObject("select nextval('taken_up')", Long.class));
    }

    private record Taken(long number, boolean early) {}

    /**
     * The number of a message that comes out of the queue, unless one of its group that came before is still to come or
     * in hand elsewhere.
     *
     * @param after {@link KeptMessage#key} of a message that has to be known first
     */
    public long takeUp(UUID id, String group, @Nullable String after) throws OutOfTurnException {
        Taken taken = database.query(
                        """
                        select nextval('taken_up') as number,
                            ?::text is not null
                                and not exists (select from kept_message where message_key = ?)
                                and not exists (select from archived_name where message_key = ?)
                            or exists (
                                select from kept_message before
                                where before.direction = 'in' and before.ordering_group = ? and before.state = 'kept'
                                    and before.next_try is null and before.id <> ?
                                    and before.number < coalesce(
                                        (select number from kept_message where id = ?), before.number + 1)) as early""",
                        (row, n) -> new Taken(row.getLong("number"), row.getBoolean("early")),
                        after,
                        after,
                        after,
                        group,
                        id,
                        id)
                .get(0);
        if (taken.early()) {
            throw new OutOfTurnException("kept=" + id + " has come before its group, after=" + after);
        }
        return taken.number();
    }

    /** Enters a message and finds out where it goes: to a decision, straight to its answer, or behind its group. */
    public InHand enter(InHand arrived) {
        KeptMessage kept = arrived.kept();
        if (arrived.resends() > 0) {
            return arrived;
        }
        Optional<String> key = kept.key();
        Optional<Boolean> parked = insert(kept, arrived.group(), key.orElse(null));
        if (parked.isPresent()) {
            return parked.get() ? arrived.toWait() : arrived;
        }
        List<Known> own = database.query("select * from kept_message where id = ?", Known::of, kept.id());
        return own.isEmpty() ? repeated(arrived, key.orElse("")) : deliveredAgain(arrived, own.get(0));
    }

    /** The queue delivers a message again when we stopped in the middle of it. */
    private static InHand deliveredAgain(InHand arrived, Known own) {
        if (own.answer().isEmpty()) {
            return own.parked() ? arrived.toWait() : arrived;
        }
        return own.pending() ? arrived.repeating(own.id(), own.answer().get()) : arrived.toWait();
    }

    private InHand repeated(InHand arrived, String key) {
        KeptMessage kept = arrived.kept();
        List<Known> named = database.query("select * from every_message where message_key = ?", Known::of, key);
        if (named.isEmpty()) {
            // Its holder was refused and has just given the name up to somebody faster.
            return enter(arrived);
        }
        Known earlier = named.get(0);
        if (!earlier.contentHash().equals(kept.contentHash())) {
            if (giveUpName(earlier.id())) {
                return enter(arrived);
            }
            log.warn("kept={} contradicts={} control={}", kept.id(), earlier.id(), kept.controlId());
            insert(kept, arrived.group(), null);
            return arrived.answered(contradiction(kept));
        }
        log.info("kept={} repeats={} control={}", kept.id(), earlier.id(), kept.controlId());
        database.update("update kept_message set repeats = repeats + 1 where id = ?", earlier.id());
        return earlier.answer()
                .map(answer -> arrived.repeating(earlier.id(), answer))
                .orElseGet(() -> earlier.parked() ? arrived.toWait() : arrived.as(earlier.id()));
    }

    /** A message that was refused and left nothing may come again, corrected, under its old name. */
    private boolean giveUpName(UUID refused) {
        database.update("""
                with free as (
                    update message_archive set message_key = null
                    where id = ? and state = 'refused' and resources = '{}' returning id)
                delete from archived_name where id in (select id from free)""", refused);
        return database.update(
                        "update kept_message set message_key = null"
                                + " where id = ? and state = 'refused' and resources = '{}' and message_key is not null",
                        refused)
                == 1;
    }

    /** Tells whether the message is parked behind others of its group; empty when it is known already. */
    private Optional<Boolean> insert(KeptMessage kept, String group, @Nullable String key) {
        return database
                .queryForList(
                        """
                        insert into kept_message (id, direction, channel, message_key, content_hash, control_id,
                            message_type, patients, orders, ordering_group, raw, received, state, delivery, next_try)
                        select ?, 'in', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'kept', 'not-owed',
                            (select ?::timestamptz from kept_message
                             where direction = 'in' and ordering_group = ? and next_try is not null limit 1)
                        where not exists (select from archived_name where message_key = ?)
                        on conflict do nothing
                        returning next_try is not null""",
                        Boolean.class,
                        kept.id(),
                        kept.channel(),
                        key,
                        kept.contentHash(),
                        kept.controlId(),
                        kept.type(),
                        patients(kept),
                        kept.message().map(MessageLog::orders).orElse(new String[0]),
                        group,
                        kept.raw(),
                        Timestamp.from(kept.received()),
                        Timestamp.from(kept.received()),
                        group,
                        key)
                .stream()
                .findFirst();
    }

    /** The patients as people know them: without the system of their number. */
    private String[] patients(KeptMessage kept) {
        return kept.message().map(translator::patientKeys).orElse(List.of()).stream()
                .filter(patient -> !patient.startsWith("bag|"))
                .map(patient -> patient.substring(patient.indexOf('|') + 1))
                .toArray(String[]::new);
    }

    private static String[] orders(Hl7Message message) {
        return message.segments().stream()
                .filter(segment -> segment.name().equals("ORC"))
                .map(orc -> orc.text(2, 1))
                .filter(number -> !number.isEmpty())
                .distinct()
                .toArray(String[]::new);
    }

    private Answer contradiction(KeptMessage kept) {
        return desk.refused(
                kept.addressee('A', clock.instant()),
                List.of(Finding.error(
                        DUPLICATE_KEY,
                        "MSH^1^10",
                        "An earlier message with this MSH-10 had other content. Give each message a control id of its"
                                + " own, and repeat a message only unchanged.")));
    }

    /** A refused message is kept here alone, and its repeat hears the same words. */
    @Override
    public Answer keep(KeptMessage message, Answer refusal) throws NotKeptException {
        try {
            InHand entered = enter(InHand.arrived(
                    message, Turn.over(message.id()), message.id().toString(), takeUp(), 0));
            InHand answered = entered.next() == InHand.Step.SETTLE ? entered : entered.answered(refusal);
            if (!answered.repeated()) {
                close(answered, Delivery.DELIVERED);
            }
            return answered.settled();
        } catch (DataAccessException e) {
            throw new NotKeptException(message, e, false);
        }
    }

    /** Without its name, so that the sender may send it again; whoever finds it in the queue finds it answered. */
    @Override
    public boolean forbid(KeptMessage message, Answer refusal) {
        return database.update(
                        """
                        insert into kept_message (id, direction, channel, content_hash, control_id, message_type,
                            patients, orders, ordering_group, raw, received, state, delivery, answer, answer_code,
                            answer_control_id, answered, failure)
                        values (?, 'in', ?, ?, ?, ?, ?, ?, ?, ?, ?, 'refused', 'delivered', ?, ?, ?, ?, ?)
                        on conflict do nothing""",
                        message.id(),
                        message.channel(),
                        message.contentHash(),
                        message.controlId(),
                        message.type(),
                        patients(message),
                        message.message().map(MessageLog::orders).orElse(new String[0]),
                        message.id().toString(),
                        message.raw(),
                        Timestamp.from(message.received()),
                        refusal.bytes(),
                        refusal.code(),
                        refusal.controlId(),
                        Timestamp.from(clock.instant()),
                        refusal.reason())
                == 1;
    }

    @Override
    public Optional<Earlier> earlier(KeptMessage message) {
        try {
            return message.key().stream()
                    .flatMap(key ->
                            database
                                    .query("select * from every_message where message_key = ?", Known::of, key)
                                    .stream())
                    .filter(known -> known.contentHash().equals(message.contentHash()))
                    .map(known -> new Earlier(known.answer().orElse(null)))
                    .findFirst();
        } catch (DataAccessException e) {
            log.warn("kept={} cannot be looked for: {}", message.id(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Stores the answer, before anybody hears it. */
    public void close(InHand message, Delivery delivery) {
        Answer answer = message.settled();
        Decision decision = message.decision();
        database.update(
                """
                update kept_message set state = ?, delivery = ?, answer = ?, answer_code = ?, answer_control_id = ?,
                    answer_orders = ?, answered = ?, attempts = attempts + 1, failure = ?, next_try = null,
                    resources = ?
                where id = ?""",
                answer.result().name().toLowerCase(Locale.ROOT),
                delivery.code(),
                answer.bytes(),
                answer.code(),
                answer.controlId(),
                answer.aboutOrders(),
                Timestamp.from(clock.instant()),
                answer.reason(),
                decision == null ? new String[0] : decision.written().toArray(String[]::new),
                message.kept().id());
    }

    /** A message whose answer is there. */
    record Found(KeptMessage kept, Answer answer) {}

    /** Of these messages those that are answered and whose answer nobody has been told: whoever claims one tells it. */
    List<Found> claim(List<UUID> ids) {
        return database.query(
                """
                update kept_message set delivery = 'delivered'
                where id = any (?) and answer is not null and delivery in ('pending', 'not-owed')
                    and not exists (select from kept_message late where late.answers = kept_message.id)
                returning *""",
                (row, n) -> new Found(
                        new KeptMessage(
                                UUID.fromString(row.getString("id")),
                                row.getString("channel"),
                                row.getTimestamp("received").toInstant(),
                                row.getBytes("raw")),
                        Known.answer(row, row.getBytes("answer"))),
                (Object) ids.toArray(UUID[]::new));
    }

    /** Whether an answer that is to be sent on has not been given after all. */
    boolean stillOwed(UUID id) {
        return database.update(
                        "update kept_message set delivery = 'pending' where id = ? and delivery <> 'delivered'", id)
                == 1;
    }

    void given(UUID id) {
        database.update("update kept_message set delivery = 'delivered' where id = ?", id);
    }

    /** The answer is to be sent on, unless the sender has got it so already: it is not sent a second time. */
    void owed(UUID id) {
        database.update("""
                update kept_message set delivery = 'pending' where id = ? and not exists (
                    select from kept_message late where late.answers = kept_message.id and late.delivery = 'delivered')""", id);
    }

    /** The stored answer of a message, as a message of its own. */
    OutgoingMessage lateAnswer(UUID id) {
        return database.query(LATE + " where id = ?", MessageLog::late, id).get(0);
    }

    /** Answers that are owed since a while and that nobody has sent on: whoever was to do it has died. */
    List<OutgoingMessage> forgottenAnswers(Instant before) {
        return database.query(LATE + """
                 where direction = 'in' and delivery = 'pending' and answered < ?
                    and not exists (select from kept_message late where late.answers = kept_message.id)
                order by number limit 100""", MessageLog::late, Timestamp.from(before));
    }

    private static OutgoingMessage late(ResultSet row, int number) throws SQLException {
        return new OutgoingMessage(
                row.getString("channel"),
                row.getString("answer_control_id"),
                "answer to " + row.getString("message_type"),
                "answer|" + row.getString("ordering_group"),
                List.of(),
                List.of(),
                row.getBytes("answer"),
                UUID.fromString(row.getString("id")),
                row.getString("id"),
                null);
    }
}
