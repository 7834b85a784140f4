package org.chemoloop.routes.recover;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** Writes out the messages of a time, archived or not, oldest first: one JSON object a line, bytes in base 64. */
public final class MessageExport {
    private static final int AT_ONCE = 200;

    private final JdbcTemplate database;
    private final TransactionOperations transaction;
    private final ObjectMapper json = new ObjectMapper();

    /** @param transaction within which PostgreSQL hands out rows piece by piece */
    public MessageExport(JdbcTemplate database, TransactionOperations transaction) {
        this.database = new JdbcTemplate(Objects.requireNonNull(database.getDataSource()));
        this.database.setFetchSize(AT_ONCE);
        this.transaction = transaction;
    }

    /** Received, or owed, from the first moment on and before the second. */
    void write(Instant from, Instant to, OutputStream out) {
        transaction.executeWithoutResult(status -> database.query(
                """
                select id, direction, channel, message_type, control_id, received, state, delivery, raw, answer,
                    answer_code, failure
                from every_message where received >= ? and received < ? order by received""",
                row -> {
                    line(row, out);
                },
                Timestamp.from(from),
                Timestamp.from(to)));
    }

    private void line(ResultSet row, OutputStream out) throws SQLException {
        try {
            JsonGenerator line = json.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            line.writeStartObject();
            for (String text : new String[] {"id", "direction", "channel"}) {
                line.writeStringField(text, row.getString(text));
            }
            line.writeStringField("type", row.getString("message_type"));
            line.writeStringField("controlId", row.getString("control_id"));
            line.writeStringField(
                    "received", row.getTimestamp("received").toInstant().toString());
            for (String text : new String[] {"state", "delivery"}) {
                line.writeStringField(text, row.getString(text));
            }
            line.writeBinaryField("raw", row.getBytes("raw"));
            byte[] answer = row.getBytes("answer");
            if (answer != null) {
                line.writeBinaryField("answer", answer);
            }
            line.writeStringField("answerCode", row.getString("answer_code"));
            line.writeStringField("failure", row.getString("failure"));
            line.writeEndObject();
            line.writeRaw('\n');
            line.close();
        } catch (IOException e) {
            throw new UncheckedIOException("whoever asked for the messages has gone", e);
        }
    }
}
