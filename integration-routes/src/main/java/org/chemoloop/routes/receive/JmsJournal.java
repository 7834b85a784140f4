package org.chemoloop.routes.receive;

import jakarta.jms.BytesMessage;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;

/** Keeps messages in the broker's synced journal, in the queue they are processed from, grouped by patient. */
public final class JmsJournal implements Journal {
    public static final String QUEUE = "hl7.in";
    public static final String ID = "kept";
    public static final String CHANNEL = "channel";
    public static final String RECEIVED = "received";
    public static final String GROUP = "JMSXGroupID";
    public static final String RESENDS = "resends";
    /** The copy of this service whose sender waits, and until when (milliseconds since 1970). */
    public static final String NODE = "node";

    public static final String UNTIL = "until";

    /** {@link KeptMessage#key} of the message that this copy of the service has kept before in the same group. */
    public static final String AFTER = "after";

    private static final int GROUPS_IN_MIND = 10_000;

    private final JmsTemplate broker;
    private final Map<String, String> latest = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > GROUPS_IN_MIND;
        }
    });

    public JmsJournal(JmsTemplate broker) {
        this.broker = broker;
    }

    @Override
    public void keep(KeptMessage message, String group, Turn turn) throws NotKeptException {
        try {
            send(message, group, 0, turn, latest.get(group));
            message.key().ifPresent(key -> latest.put(group, key));
        } catch (JmsException e) {
            throw new NotKeptException(message, e, !isRefusal(e));
        }
    }

    /** The broker itself says no; otherwise the line to it broke, before or after it had the message. */
    private static boolean isRefusal(JmsException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ActiveMQException said) {
                return switch (said.getType()) {
                    case ADDRESS_FULL, IO_ERROR, SECURITY_EXCEPTION, QUEUE_DOES_NOT_EXIST, ADDRESS_DOES_NOT_EXIST ->
                        true;
                    default -> false;
                };
            }
        }
        return false;
    }

    /** Lets a message that is kept already take effect once more, behind what its group waits for. */
    public void again(KeptMessage message, String group, int resends) {
        send(message, group, resends, Turn.over(message.id()), null);
    }

    private void send(KeptMessage message, String group, int resends, Turn turn, @Nullable String after) {
        broker.send(QUEUE, session -> {
            BytesMessage bytes = session.createBytesMessage();
            bytes.writeBytes(message.raw());
            bytes.setStringProperty(ID, message.id().toString());
            bytes.setStringProperty(CHANNEL, message.channel());
            bytes.setLongProperty(RECEIVED, message.received().toEpochMilli());
            bytes.setStringProperty(GROUP, group);
            bytes.setIntProperty(RESENDS, resends);
            bytes.setStringProperty(NODE, turn.node());
            bytes.setLongProperty(UNTIL, turn.until().toEpochMilli());
            if (after != null) {
                bytes.setStringProperty(AFTER, after);
            }
            return bytes;
        });
    }

    /** The message as it was kept. */
    public static KeptMessage read(byte[] raw, String id, String channel, long received) {
        return new KeptMessage(UUID.fromString(id), channel, Instant.ofEpochMilli(received), raw);
    }
}
