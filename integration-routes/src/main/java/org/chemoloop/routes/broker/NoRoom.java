package org.chemoloop.routes.broker;

import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/**
 * Refuses what comes from outside when the disk is nearly full, so that senders hear it; what is inside already goes on
 * with the room that is left.
 */
final class NoRoom implements ActiveMQServerMessagePlugin {
    private final ActiveMQServer server;
    private final String intake;
    private final int mostDiskUsage;

    NoRoom(ActiveMQServer server, String intake, int mostDiskUsage) {
        this.server = server;
        this.intake = intake;
        this.mostDiskUsage = mostDiskUsage;
    }

    @Override
    public void beforeSend(
            ServerSession session, Transaction transaction, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQAddressFullException {
        if (intake.equals(message.getAddress()) && server.getPagingManager().isDiskFull()) {
            throw new ActiveMQAddressFullException("the disk of the journal is more than " + mostDiskUsage + " % full");
        }
    }
}
