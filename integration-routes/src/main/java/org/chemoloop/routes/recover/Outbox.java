package org.chemoloop.routes.recover;

/** Takes messages that are owed and delivers them in its own time. */
public interface Outbox {
    /** Returns when the message is durably kept; one that was taken before is not sent twice. */
    void take(OutgoingMessage message);
}
