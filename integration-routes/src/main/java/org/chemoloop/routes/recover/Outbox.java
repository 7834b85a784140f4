package org.chemoloop.routes.recover;

import java.time.Instant;
import java.util.UUID;

/** Takes messages that are owed and delivers them in its own time. */
public interface Outbox {
    /** Returns when the message is durably kept; one that was taken before is not sent twice. */
    void take(OutgoingMessage message);

    /**
     * Parks the answers from before that time that have never been tried, so that they are sent in turn: whoever kept
     * one may have died, or lost the broker, before the queue knew of it, and nobody asks for it again.
     */
    void recall(Instant before);

    /** Sends a message once more, whatever became of it before. */
    void resend(UUID id);

    /** Owes a message no more, so that those behind it go on. */
    void waive(UUID id);
}
