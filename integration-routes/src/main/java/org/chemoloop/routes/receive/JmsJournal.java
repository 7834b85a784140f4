package org.chemoloop.routes.receive;

import jakarta.jms.BytesMessage;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;

/** Keeps messages in the broker's synced journal, in the queue they are processed from, grouped by patient. */
public final class JmsJournal implements Journal {
    public static final String QUEUE = "hl7.in";
    public static final String ID = "kept";
    public static final String CHANNEL = "channel";
    public static final String RECEIVED = "received";

    private final JmsTemplate broker;

    public JmsJournal(JmsTemplate broker) {
        this.broker = broker;
    }

    @Override
    public void keep(KeptMessage message, String group) throws NotKeptException {
        try {
            broker.send(QUEUE, session -> {
                BytesMessage bytes = session.createBytesMessage();
                bytes.writeBytes(message.raw());
                bytes.setStringProperty(ID, message.id().toString());
                bytes.setStringProperty(CHANNEL, message.channel());
                bytes.setLongProperty(RECEIVED, message.received().toEpochMilli());
                bytes.setStringProperty("JMSXGroupID", group);
                return bytes;
            });
        } catch (JmsException e) {
            throw new NotKeptException(message, e);
        }
    }
}
