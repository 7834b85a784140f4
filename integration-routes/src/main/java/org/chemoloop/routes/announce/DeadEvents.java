package org.chemoloop.routes.announce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.chemoloop.routes.recover.Tries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Lays events aside of which nobody can be told, each with its reason, for the engineers. */
public final class DeadEvents {
    /** The channel of the loop's own events. */
    public static final String CHANNEL = "loop";

    private static final Logger log = LoggerFactory.getLogger(DeadEvents.class);

    private final JdbcTemplate database;
    private final Clock clock;

    public DeadEvents(JdbcTemplate database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void lay(String json, Exception cause) {
        UUID id = UUID.nameUUIDFromBytes(json.getBytes(UTF_8));
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        database.update("""
                insert into kept_message (id, direction, channel, content_hash, control_id, message_type,
                    ordering_group, raw, received, state, delivery)
                values (?, 'in', ?, '', '', 'event', ?, ?, ?, 'failed', 'not-owed')
                on conflict (id) do update set state = 'failed'""", id, CHANNEL, id.toString(), json.getBytes(UTF_8), Timestamp.from(clock.instant()));
        database.update(Tries.NOTE + " where id = ?", Tries.of(clock.instant(), reason), reason, id);
        log.error("dead event={}", id, cause);
    }
}
