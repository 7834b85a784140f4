package org.chemoloop.routes.recover;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.chemoloop.routes.answer.Answer;
import org.chemoloop.routes.answer.Answer.Result;
import org.chemoloop.routes.answer.AnswerDesk;
import org.chemoloop.routes.receive.KeptMessage;
import org.chemoloop.routes.submit.Decision;
import org.chemoloop.routes.translate.Finding;
import org.chemoloop.routes.translate.Hl7Message;
import org.chemoloop.routes.translate.Translator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The durable memory of messages: knows a repeat from a contradiction and has the answer that was given. */
public final class MessageLog {
    private static final Logger log = LoggerFactory.getLogger(MessageLog.class);
    private static final String DUPLICATE_KEY = "205";

    private static final RowMapper<Known> KNOWN = (row, n) -> new Known(
            UUID.fromString(row.getString("id")),
            row.getString("content_hash"),
            Optional.ofNullable(row.getBytes("answer")),
            row.getString("answer_code"),
            row.getString("answer_control_id"),
            row.getBoolean("answer_orders"),
            row.getString("state"));

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

    private record Known(
            UUID id,
            String contentHash,
            Optional<byte[]> answer,
            String answerCode,
            String answerControlId,
            boolean answerOrders,
            String state) {
        Optional<Answer> given() {
            return answer.map(bytes -> new Answer(
                    bytes,
                    answerCode,
                    answerControlId,
                    Result.valueOf(state.toUpperCase(Locale.ROOT)),
                    answerOrders,
                    ""));
        }
    }

    /**
     * Enters a message. Gives its answer if there is one already: that of the earlier message it repeats, its own from
     * before a crash, or AE 205 when an earlier message of the same name said something else.
     */
    public Optional<Answer> enter(KeptMessage kept) {
        Optional<String> key = kept.key();
        if (insert(kept, key.orElse(null))) {
            return Optional.empty();
        }
        // Either this very message was delivered again, or its name is taken.
        List<Known> own = database.query("select * from kept_message where id = ?", KNOWN, kept.id());
        if (!own.isEmpty()) {
            return own.get(0).given();
        }
        Known earlier = database.query("select * from kept_message where message_key = ?", KNOWN, key.orElse(""))
                .get(0);
        if (!earlier.contentHash().equals(kept.contentHash())) {
            log.warn("kept={} contradicts={} control={}", kept.id(), earlier.id(), kept.controlId());
            insert(kept, null);
            return Optional.of(contradiction(kept));
        }
        log.info("kept={} repeats={} control={}", kept.id(), earlier.id(), kept.controlId());
        database.update("update kept_message set repeats = repeats + 1 where id = ?", earlier.id());
        return earlier.given();
    }

    private boolean insert(KeptMessage kept, @Nullable String key) {
        return database.update(
                        """
                        insert into kept_message (id, direction, channel, message_key, content_hash, control_id,
                            message_type, patient, orders, raw, received, state, delivery)
                        values (?, 'in', ?, ?, ?, ?, ?, ?, ?, ?, ?, 'kept', 'not-owed')
                        on conflict do nothing""",
                        kept.id(),
                        kept.channel(),
                        key,
                        kept.contentHash(),
                        kept.controlId(),
                        kept.type(),
                        kept.message().map(translator::patientKeys).orElse(List.of()).stream()
                                .findFirst()
                                .orElse(""),
                        kept.message().map(MessageLog::orders).orElse(new String[0]),
                        kept.raw(),
                        Timestamp.from(kept.received()))
                == 1;
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

    /** Stores the answer, before anybody hears it. */
    public void close(KeptMessage kept, Answer answer, Delivery delivery, int attempts) {
        database.update(
                """
                update kept_message set state = ?, delivery = ?, answer = ?, answer_code = ?, answer_control_id = ?,
                    answer_orders = ?, answered = ?, attempts = ?, failure = ?
                where id = ? and answer is null""",
                answer.result().name().toLowerCase(Locale.ROOT),
                delivery.code(),
                answer.bytes(),
                answer.code(),
                answer.controlId(),
                answer.aboutOrders(),
                Timestamp.from(clock.instant()),
                attempts,
                answer.reason(),
                kept.id());
    }

    /** Notes what a message has written, for those who look for its effect. */
    public void wrote(KeptMessage kept, Decision decision) {
        String[] resources = decision.entries().stream()
                .map(Decision.Outcome::location)
                .filter(location -> !location.isEmpty())
                .toArray(String[]::new);
        database.update("update kept_message set resources = ? where id = ?", resources, kept.id());
    }

    /** Notes why a message is still waiting. */
    public void waits(KeptMessage kept, int attempts, String reason) {
        database.update("update kept_message set attempts = ?, failure = ? where id = ?", attempts, reason, kept.id());
    }

    void delivery(UUID id, Delivery delivery) {
        database.update("update kept_message set delivery = ? where id = ?", delivery.code(), id);
    }

    /** Enters a message that goes out. */
    public void owe(OutgoingMessage message) {
        database.update(
                """
                insert into kept_message (id, direction, channel, message_key, content_hash, control_id, message_type,
                    patient, orders, raw, received, state, delivery)
                values (?, 'out', ?, ?, ?, ?, ?, ?, ?, ?, ?, 'processed', 'pending')
                on conflict do nothing""",
                outgoingId(message.channel(), message.controlId()),
                message.channel(),
                "out|" + message.channel() + "|" + message.controlId(),
                hash(message.bytes()),
                message.controlId(),
                message.type(),
                message.group(),
                message.orders().toArray(String[]::new),
                message.bytes(),
                Timestamp.from(clock.instant()));
    }

    /** Notes that the counterpart has, or will never have, what it is owed. */
    public void delivered(String channel, String controlId, Delivery delivery, String answerCode, String reason) {
        database.update(
                "update kept_message set delivery = ?, answer_code = ?, failure = ?, answered = ? where id = ?",
                delivery.code(),
                answerCode,
                reason,
                Timestamp.from(clock.instant()),
                outgoingId(channel, controlId));
        database.update(
                "update kept_message set delivery = ? where answer_control_id = ? and direction = 'in'",
                delivery.code(),
                controlId);
    }

    private static UUID outgoingId(String channel, String controlId) {
        return UUID.nameUUIDFromBytes(("out|" + channel + "|" + controlId).getBytes(UTF_8));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
