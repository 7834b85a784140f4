package org.chemoloop.routes.recover;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.UUID;
import org.chemoloop.routes.receive.JmsJournal;
import org.chemoloop.routes.receive.KeptMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jms.core.JmsTemplate;

/** Repeats what a person asks for: a received message takes effect again, an owed one goes out again. */
public final class Resend {
    private static final Logger log = LoggerFactory.getLogger(Resend.class);
    /** The queue of the loop's events. */
    public static final String EVENTS = "loop.events";

    private final JdbcTemplate database;
    private final Archive archive;
    private final JmsJournal journal;
    private final JmsTemplate broker;
    private final Outbox outbox;

    public Resend(JdbcTemplate database, Archive archive, JmsJournal journal, JmsTemplate broker, Outbox outbox) {
        this.archive = archive;
        this.database = database;
        this.journal = journal;
        this.broker = broker;
        this.outbox = outbox;
    }

    private record Found(String direction, String type, String group, int resends, KeptMessage kept) {}

    /** False when there is no such message. */
    public boolean resend(UUID id, String by) {
        Optional<Found> found = find(id);
        found.ifPresent(message -> {
            archive.bringBack(id);
            log.warn("resend message={} direction={} by={}", id, message.direction(), by);
            if (message.direction().equals("out")) {
                outbox.resend(id);
            } else if (message.type().equals("event")) {
                again(id, message);
            } else {
                database.update("update kept_message set resends = resends + 1 where id = ?", id);
                journal.again(message.kept(), message.group(), message.resends() + 1);
            }
        });
        return found.isPresent();
    }

    /** False when there is no such message. */
    boolean waive(UUID id, String by) {
        Optional<Found> found = find(id).filter(message -> message.direction().equals("out"));
        found.ifPresent(message -> {
            log.warn("waived message={} by={}", id, by);
            outbox.waive(id);
        });
        return found.isPresent();
    }

    private void again(UUID id, Found event) {
        database.update("update kept_message set state = 'processed', resends = resends + 1 where id = ?", id);
        broker.send(
                EVENTS,
                session -> session.createTextMessage(new String(event.kept().raw(), UTF_8)));
    }

    private Optional<Found> find(UUID id) {
        return database
                .query(
                        "select * from every_message where id = ?",
                        (row, n) -> new Found(
                                row.getString("direction"),
                                row.getString("message_type"),
                                row.getString("ordering_group"),
                                row.getInt("resends"),
                                new KeptMessage(
                                        id,
                                        row.getString("channel"),
                                        row.getTimestamp("received").toInstant(),
                                        row.getBytes("raw"))),
                        id)
                .stream()
                .findFirst();
    }
}
