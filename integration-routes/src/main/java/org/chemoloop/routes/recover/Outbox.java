package org.chemoloop.routes.recover;

import java.time.Instant;
import java.util.UUID;

/** Takes messages that are owed and delivers them in its own time. */
public interface Outbox {
    /** Returns when the message is durably kept; one that was taken before is not sent twice. */
    void take(OutgoingMessage message);

    /**
     * Parks what is from before that time and has never been tried although no queue has it, so that it is sent in
     * turn: whoever kept an answer may have died, or lost the broker, before the queue knew of it; and a broker may
     * have lost its disk.
     */
    void recall(Instant before);

    /** Sends a message once more, whatever became of it before. */
    void resend(UUID id);

    /** Owes a message no more, so that those behind it go on. */
    void waive(UUID id);
}
