package org.chemoloop.fhir.outbox;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.chemoloop.fhir.outbox.OutboxTable.Waiting;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The broker's queue {@code loop.events}, opened when there is something to send; used by one thread. */
@Component
class LoopQueue {

    private static final Logger log = LoggerFactory.getLogger(LoopQueue.class);

    private static final String NAME = "loop.events";
    private static final int PATIENCE_MILLIS = 5_000;

    private final BrokerProperties broker;
    private final ActiveMQConnectionFactory factory;
    private @Nullable Line line;

    /** One open connection and what hangs on it. */
    private record Line(Connection connection, Session session, MessageProducer producer) {}

    LoopQueue(BrokerProperties broker) {
        this.broker = broker;
        this.factory = new ActiveMQConnectionFactory(broker.url());
        // The relay itself tries again, with the same duplicate id.
        factory.setReconnectAttempts(0);
        factory.setCallTimeout(PATIENCE_MILLIS);
        factory.setBlockOnDurableSend(true);
        // With a window a broker without room would hold this thread, and its transaction, without end.
        factory.setProducerWindowSize(-1);
    }

    /** Returns when the broker has the message on its disk. */
    void send(Waiting row) throws JMSException {
        Line open = line == null ? open() : line;
        line = open;
        TextMessage message = open.session.createTextMessage(row.payload());
        message.setStringProperty("event", row.event());
        message.setStringProperty("eventId", row.id().toString());
        message.setStringProperty("JMSXGroupID", row.patient());
        // The broker may turn a group around when one of its consumers goes; whoever is told can tell by these.
        message.setLongProperty("place", row.sequence());
        message.setLongProperty("after", row.after());
        message.setStringProperty(
                Message.HDR_DUPLICATE_DETECTION_ID.toString(), row.id().toString());
        open.producer.send(message);
    }

    private Line open() throws JMSException {
        Connection connection = factory.createConnection(broker.user(), password());
        try {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createQueue(NAME));
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            return new Line(connection, session, producer);
        } catch (JMSException e) {
            close(connection);
            throw e;
        }
    }

    /** Read at each opening: the secret may be younger than this process. */
    private String password() throws JMSException {
        if (!broker.password().isEmpty()) {
            return broker.password();
        }
        Path secret = broker.secretsDir().resolve("broker");
        try {
            return Files.readString(secret).strip();
        } catch (IOException e) {
            JMSException unreadable = new JMSException("the broker's password is not readable: " + secret);
            unreadable.initCause(e);
            throw unreadable;
        }
    }

    void close() {
        Line open = line;
        line = null;
        if (open != null) {
            close(open.connection);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (JMSException e) {
            // It was broken already; the next send opens a new one.
            log.debug("broker=closing reason=\"{}\"", e.toString());
        }
    }
}
