package org.chemoloop.routes.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Looks into the broker, embedded or not: whether it is there and how much waits in a queue. */
public final class Queues {
    private final ServerLocator broker;
    private final String user;
    private final String password;

    public Queues(ActiveMQConnectionFactory broker) {
        this.broker = broker.getServerLocator();
        this.user = broker.getUser();
        this.password = broker.getPassword();
    }

    /** Throws when the broker cannot be reached. */
    public long depth(String queue) throws ActiveMQException {
        try (ClientSessionFactory factory = broker.createSessionFactory();
                ClientSession session = factory.createSession(user, password, false, true, true, false, 0)) {
            return session.queueQuery(SimpleString.of(queue)).getMessageCount();
        } catch (ActiveMQException e) {
            throw e;
        } catch (Exception e) {
            throw new ActiveMQException("the broker cannot be asked: " + e.getMessage());
        }
    }
}
