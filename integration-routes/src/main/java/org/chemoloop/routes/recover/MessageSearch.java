package org.chemoloop.routes.recover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chemoloop.routes.receive.KeptMessage;
import org.chemoloop.routes.translate.Ledger;
import org.chemoloop.routes.translate.Translator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds messages by what people know of them, newest first. */
public final class MessageSearch {
    static final int PAGE = 50;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcTemplate database;
    private final Translator translator;

    public MessageSearch(JdbcTemplate database, Translator translator) {
        this.database = database;
        this.translator = translator;
    }

    /** What to look for; null is anything. */
    record Wanted(
            @Nullable String direction,
            @Nullable String channel,
            @Nullable String state,
            @Nullable String delivery,
            @Nullable String controlId,
            @Nullable String order,
            @Nullable String patient,
            @Nullable String correlation,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** A message in the list. */
    record Row(
            UUID id,
            String correlation,
            String direction,
            String channel,
            String type,
            String controlId,
            List<String> patients,
            List<String> orders,
            Instant received,
            String state,
            String delivery,
            String answerCode,
            @Nullable Instant answered,
            int attempts,
            int repeats,
            @Nullable Instant parkedUntil,
            String failure) {}

    /** One page of the list. */
    record Page(List<Row> messages, int page, boolean more) {}

    /**
     * A message with all that became of it.
     *
     * @param ledger what the maps made of each field of a received message, by the maps as they are now
     */
    record Detail(
            Row message,
            String text,
            List<ParsedSegment> segments,
            List<Ledger.Entry> ledger,
            @Nullable String answer,
            List<String> resources,
            List<Attempt> attempts,
            @Nullable UUID answers) {}

    /** One try; no error means that it succeeded. */
    record Attempt(String at, String error) {}

    Page find(Wanted wanted, int page) {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        equal("direction = ?", wanted.direction(), conditions, values);
        equal("channel = ?", wanted.channel(), conditions, values);
        equal("state = ?", wanted.state(), conditions, values);
        equal("delivery = ?", wanted.delivery(), conditions, values);
        equal("control_id = ?", wanted.controlId(), conditions, values);
        equal("orders @> array[?]::text[]", wanted.order(), conditions, values);
        equal("patients @> array[?]::text[]", wanted.patient(), conditions, values);
        if (wanted.correlation() != null && !wanted.correlation().isEmpty()) {
            conditions.add("(correlation = ? or direction = 'in' and id = ?)");
            values.add(wanted.correlation());
            values.add(id(wanted.correlation()));
        }
        equal("received >= ?", timestamp(wanted.from()), conditions, values);
        equal("received < ?", timestamp(wanted.to()), conditions, values);
        values.add(PAGE + 1);
        values.add(page * PAGE);
        List<Row> rows = database.query(
                "select * from every_message"
                        + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
                        + " order by number desc limit ? offset ?",
                (row, n) -> row(row),
                values.toArray());
        boolean more = rows.size() > PAGE;
        return new Page(more ? rows.subList(0, PAGE) : rows, page, more);
    }

    /** A received message is known by its own id; a request of a client by any name. */
    private static @Nullable UUID id(String correlation) {
        try {
            return UUID.fromString(correlation);
        } catch (IllegalArgumentException name) {
            return null;
        }
    }

    private static void equal(String condition, @Nullable Object value, List<String> conditions, List<Object> values) {
        if (value != null && !value.equals("")) {
            conditions.add(condition);
            values.add(value);
        }
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    Optional<Detail> detail(UUID id) {
        return database.query("select * from every_message where id = ?", (row, n) -> detail(row), id).stream()
                .findFirst();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                UUID.fromString(row.getString("id")),
                row.getString("correlation") == null ? row.getString("id") : row.getString("correlation"),
                row.getString("direction"),
                row.getString("channel"),
                row.getString("message_type"),
                row.getString("control_id"),
                texts(row.getArray("patients")),
                texts(row.getArray("orders")),
                row.getTimestamp("received").toInstant(),
                row.getString("state"),
                row.getString("delivery"),
                row.getString("answer_code"),
                instant(row.getTimestamp("answered")),
                row.getInt("attempts"),
                row.getInt("repeats"),
                instant(row.getTimestamp("next_try")),
                row.getString("failure"));
    }

    private Detail detail(ResultSet row) throws SQLException {
        Row message = row(row);
        KeptMessage kept = new KeptMessage(message.id(), message.channel(), message.received(), row.getBytes("raw"));
        byte[] answer = row.getBytes("answer");
        String answers = row.getString("answers");
        return new Detail(
                message,
                new String(kept.raw(), kept.charset()),
                kept.message().map(ParsedSegment::of).orElse(List.of()),
                message.direction().equals("in")
                        ? kept.message().map(translator::ledger).orElse(List.of())
                        : List.of(),
                answer == null ? null : new String(answer, kept.charset()),
                texts(row.getArray("resources")),
                attempts(row.getString("tries"), message),
                answers == null ? null : UUID.fromString(answers));
    }

    private static List<Attempt> attempts(String tries, Row message) {
        try {
            List<Attempt> attempts = new ArrayList<>(JSON.readValue(tries, new TypeReference<List<Attempt>>() {}));
            if (message.answered() != null && !message.delivery().equals("stopped")) {
                attempts.add(new Attempt(message.answered().toString(), ""));
            }
            return attempts;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("only this service writes the tries of " + message.id(), e);
        }
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
