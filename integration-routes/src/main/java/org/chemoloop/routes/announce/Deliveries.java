package org.chemoloop.routes.announce;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.chemoloop.routes.broker.Queues;
import org.chemoloop.routes.mllp.Acknowledgment;
import org.chemoloop.routes.mllp.DeliveryFailure;
import org.chemoloop.routes.recover.BackOff;
import org.chemoloop.routes.recover.Delivery;
import org.chemoloop.routes.recover.Outbox;
import org.chemoloop.routes.recover.OutgoingMessage;
import org.chemoloop.routes.recover.Resend;
import org.chemoloop.routes.recover.Tries;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jms.core.JmsTemplate;

/**
 * The messages that counterparts are owed, with their delivery state.
 *
 * <p>The row is the message and its memory; the queue carries only its id, so that a step repeated after a crash finds
 * what is delivered already. A message that cannot go on now is parked in its row, and later ones of its group with it.
 */
public final class Deliveries implements Outbox {
    public static final String QUEUE = "out.";

    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);
    private static final int AT_ONCE = 20;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final RowMapper<Owed> OWED = (row, n) -> new Owed(
            UUID.fromString(row.getString("id")),
            row.getString("channel"),
            row.getString("control_id"),
            row.getString("ordering_group"),
            row.getBytes("raw"),
            row.getString("correlation"),
            row.getTimestamp("next_try"));

    private final JdbcTemplate database;
    private final JmsTemplate broker;
    private final Queues queues;
    private final int mostErrors;
    private final Duration first;
    private final Clock clock;
    private final MeterRegistry meters;

    /**
     * @param mostErrors how often AE is answered before a person has to look
     * @param first wait before a parked message is tried again; each further wait is twice as long
     */
    public Deliveries(
            JdbcTemplate database,
            JmsTemplate broker,
            Queues queues,
            int mostErrors,
            Duration first,
            Clock clock,
            MeterRegistry meters) {
        this.meters = meters;
        this.database = database;
        this.broker = broker;
        this.queues = queues;
        this.mostErrors = mostErrors;
        this.first = first;
        this.clock = clock;
    }

    @Override
    public void take(OutgoingMessage message) {
        UUID id = id(message.channel(), message.controlId());
        boolean fresh = database.update(
                        """
                        insert into kept_message (id, direction, channel, message_key, content_hash, control_id,
                            message_type, patients, orders, ordering_group, raw, received, state, delivery, answers, correlation,
                            event)
                        values (?, 'out', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'processed', 'pending', ?, ?, ?)
                        on conflict (id) do update set raw = excluded.raw, content_hash = excluded.content_hash,
                            state = 'processed', delivery = 'pending', next_try = excluded.received
                        where kept_message.state = 'failed' and kept_message.delivery = 'stopped'""",
                        id,
                        message.channel(),
                        "out|" + message.channel() + "|" + message.controlId(),
                        hash(message.bytes()),
                        message.controlId(),
                        message.type(),
                        message.patients().toArray(String[]::new),
                        message.orders().toArray(String[]::new),
                        message.group(),
                        message.bytes(),
                        Timestamp.from(clock.instant()),
                        message.answers(),
                        message.correlation(),
                        message.event())
                == 1;
        // Also when it was known: the step before may have died between the row and the queue.
        broker.send(QUEUE + message.channel(), session -> {
            var trigger = session.createTextMessage(id.toString());
            trigger.setStringProperty("JMSXGroupID", message.group());
            return trigger;
        });
        if (fresh) {
            log.info(
                    "owed={} channel={} type={} control={}",
                    id,
                    message.channel(),
                    message.type(),
                    message.controlId());
        }
    }

    @Override
    public void recall(Instant before) {
        recall(before, "answers is not null");
        for (String channel : List.of("his", "pivas")) {
            if (isEmpty(QUEUE + channel)) {
                recall(before, "channel = '" + channel + "'");
            }
        }
    }

    private void recall(Instant before, String which) {
        int recalled = database.update(
                "update kept_message set next_try = ? where direction = 'out' and delivery = 'pending'"
                        + " and next_try is null and received < ? and " + which,
                Timestamp.from(clock.instant()),
                Timestamp.from(before));
        if (recalled > 0) {
            log.warn("recalled messages={} where={}", recalled, which);
        }
    }

    private boolean isEmpty(String queue) {
        try {
            return queues.depth(queue) == 0;
        } catch (ActiveMQException e) {
            log.warn("queue={} cannot be looked at: {}", queue, e.getMessage());
            return false;
        }
    }

    /** The message to send now; null when it is settled already or has to wait behind its group. */
    public @Nullable Owed open(String id) {
        UUID wanted = UUID.fromString(id);
        List<Owed> found = database.query(
                "select * from kept_message where id = ? and delivery = 'pending' and next_try is null", OWED, wanted);
        if (found.isEmpty()) {
            return null;
        }
        Owed owed = found.get(0);
        // Also behind one that is neither parked nor stopped: another consumer has it in hand, or will have. A broker
        // that takes a group from one consumer and gives it to another may turn two messages around.
        boolean waits = database.update("""
                        update kept_message this set next_try = ? where id = ? and exists (
                            select from kept_message before
                            where before.direction = 'out' and before.channel = this.channel
                                and before.ordering_group = this.ordering_group and before.number < this.number
                                and before.delivery in ('pending', 'stopped'))""", Timestamp.from(clock.instant()), wanted) == 1;
        if (waits) {
            log.info("waits behind its group owed={} channel={}", owed.id(), owed.channel());
            return null;
        }
        return owed;
    }

    /** The first parked message of each group whose time has come; nobody else gets it for a while. */
    public List<Owed> due(String channel) {
        return database.query("""
                update kept_message set next_try = ? where id in (
                    select id from kept_message head
                    where direction = 'out' and channel = ? and delivery = 'pending' and next_try <= ?
                        and not exists (
                            select from kept_message before
                            where before.direction = 'out' and before.channel = head.channel
                                and before.ordering_group = head.ordering_group and before.number < head.number
                                and before.delivery in ('pending', 'stopped'))
                    order by number limit ? for update skip locked)
                returning id, channel, control_id, ordering_group, raw, correlation, next_try""", OWED, lease(), channel, Timestamp.from(clock.instant()), AT_ONCE);
    }

    /** One that was due, when its turn to be sent comes: null when that took so long that somebody else may have it. */
    public @Nullable Owed stillDue(Owed due) {
        boolean ours = database.update(
                        "update kept_message set next_try = ? where id = ? and delivery = 'pending' and next_try = ?",
                        lease(),
                        due.id(),
                        due.lease())
                == 1;
        return ours ? due : null;
    }

    private Timestamp lease() {
        return Timestamp.from(clock.instant().plus(LEASE));
    }

    /** Notes that the counterpart has it. */
    public void delivered(Owed owed, Acknowledgment said) {
        database.update("""
                update kept_message set delivery = 'delivered', answer_code = ?, answered = ?, next_try = null,
                    event = null, attempts = attempts + 1, failure = ''
                where id = ?""", said.code(), Timestamp.from(clock.instant()), owed.id());
        passOn(owed, Delivery.DELIVERED);
        meters.counter("chemoloop.messages.delivered", "channel", owed.channel())
                .increment();
        log.info("delivered owed={} channel={} control={}", owed.id(), owed.channel(), owed.controlId());
    }

    /** What became of a late answer is what became of the message that it answers. */
    private void passOn(Owed owed, Delivery delivery) {
        database.update("""
                update kept_message set delivery = ?
                where id = (select answers from kept_message where id = ?)""", delivery.code(), owed.id());
    }

    /**
     * Nobody is there: only notes it, and keeps what is parked in this hand. False when it is settled meanwhile: a copy
     * of this service that was frozen finds that others have gone on.
     */
    public boolean waits(Owed owed, Exception cause) {
        return database.update(
                        Tries.NOTE + ", next_try = case when next_try is null then null else ?::timestamptz end"
                                + " where id = ? and delivery = 'pending'",
                        Tries.of(clock.instant(), told(cause)),
                        told(cause),
                        lease(),
                        owed.id())
                == 1;
    }

    private static String told(Exception cause) {
        return cause instanceof DeliveryFailure failure ? failure.told() : String.valueOf(cause.getMessage());
    }

    /** AR, or too many AE: a person has to look, and the rest of its group waits. */
    public void stop(Owed owed, Exception cause) {
        waits(owed, cause);
        int stopped = database.update(
                "update kept_message set delivery = 'stopped', answer_code = '', answered = ?, next_try = null"
                        + " where id = ? and delivery = 'pending'",
                Timestamp.from(clock.instant()),
                owed.id());
        if (stopped == 0) {
            return;
        }
        passOn(owed, Delivery.STOPPED);
        log.error(
                "stopped owed={} channel={} control={} reason={}",
                owed.id(),
                owed.channel(),
                owed.controlId(),
                cause.getMessage());
    }

    /**
     * We have written it wrongly: a dead letter of our own, never sent as it is. The rest of its group waits, because
     * it speaks of the same bags; a resend writes it anew from its event.
     */
    public void bury(Owed owed, String complaint) {
        int buried = database.update(
                Tries.NOTE + ", state = 'failed', delivery = 'stopped', next_try = null"
                        + " where id = ? and delivery = 'pending'",
                Tries.of(clock.instant(), complaint),
                complaint,
                owed.id());
        if (buried == 0) {
            return;
        }
        log.error(
                "dead letter owed={} channel={} control={} reason={}",
                owed.id(),
                owed.channel(),
                owed.controlId(),
                complaint);
    }

    /** AE: tried a few more times, then stopped. */
    public void parkOrStop(Owed owed, Exception cause) {
        List<Integer> errors = database.queryForList(
                "update kept_message set blamed = blamed + 1 where id = ? and delivery = 'pending' returning blamed",
                Integer.class,
                owed.id());
        if (errors.isEmpty()) {
            return;
        }
        if (errors.get(0) >= mostErrors) {
            stop(owed, cause);
        } else {
            park(owed, cause);
        }
    }

    /** Steps aside with its group until its next try: each time for twice as long, give or take a fifth. */
    public void park(Owed owed, Exception cause) {
        if (!waits(owed, cause)) {
            return;
        }
        int before = database.queryForList(
                        "update kept_message set parkings = parkings + 1 where id = ? returning parkings - 1",
                        Integer.class,
                        owed.id())
                .get(0);
        Instant next = clock.instant().plus(BackOff.after(before, first, LONGEST));
        database.update(
                "update kept_message set next_try = ? where id = ? and delivery = 'pending'",
                Timestamp.from(next),
                owed.id());
        log.warn("parked owed={} channel={} until={} reason={}", owed.id(), owed.channel(), next, cause.getMessage());
    }

    @Override
    public void resend(UUID id) {
        Optional<String> event = database
                .queryForList(
                        "select event from kept_message where id = ? and direction = 'out' and state = 'failed'"
                                + " and event is not null",
                        String.class,
                        id)
                .stream()
                .findFirst();
        if (event.isPresent()) {
            broker.convertAndSend(Resend.EVENTS, event.get());
            return;
        }
        database.update(
                "update kept_message set state = 'processed', delivery = 'pending', blamed = 0, parkings = 0, next_try = ?, resends = resends + 1"
                        + " where id = ? and direction = 'out'",
                Timestamp.from(clock.instant()),
                id);
    }

    @Override
    public void waive(UUID id) {
        database.update(
                "update kept_message set delivery = 'not-owed', next_try = null"
                        + " where id = ? and direction = 'out' and delivery in ('pending', 'stopped')",
                id);
    }

    private static UUID id(String channel, String controlId) {
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
