package org.chemoloop.fhir.outbox;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table {@code loop.outbox}. */
@Component
class OutboxTable {

    private final JdbcTemplate jdbc;

    OutboxTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A row that waits for the broker.
     *
     * @param after sequence of the event of this patient that has to be told before; 0 when there is none
     */
    record Waiting(long sequence, UUID id, String event, String patient, String payload, long after) {}

    void add(UUID id, LoopEvent event, String patient, String payload, Instant now) {
        jdbc.update(
                "insert into loop.outbox (id, event, patient, payload, created) values (?, ?, ?, ?, ?)",
                id,
                event.code(),
                patient,
                payload,
                Timestamp.from(now));
    }

    /** Of all replicas one relays at a time; the others wait for the end of its transaction. */
    void lock() {
        jdbc.query("select pg_advisory_xact_lock(hashtextextended('outbox|relay', 0))", rows -> {}, new Object[0]);
    }

    List<Waiting> waiting(int most) {
        return jdbc.query(
                """
                select sequence, id, event, patient, payload, coalesce((
                    select max(sequence) from loop.outbox before
                    where before.in_order and before.patient = this.patient and before.sequence < this.sequence
                ), 0) as after
                from loop.outbox this where sent is null order by sequence limit ?""",
                (row, number) -> new Waiting(
                        row.getLong("sequence"),
                        row.getObject("id", UUID.class),
                        row.getString("event"),
                        row.getString("patient"),
                        row.getString("payload"),
                        row.getLong("after")),
                most);
    }

    void sent(List<Waiting> rows, Instant now) {
        jdbc.batchUpdate(
                "update loop.outbox set sent = ? where sequence = ?",
                rows.stream()
                        .map(row -> new Object[] {Timestamp.from(now), row.sequence()})
                        .toList());
    }

    int prune(Instant sentBefore) {
        return jdbc.update("delete from loop.outbox where sent < ?", Timestamp.from(sentBefore));
    }
}
