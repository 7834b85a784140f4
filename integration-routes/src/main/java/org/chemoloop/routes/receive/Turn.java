package org.chemoloop.routes.receive;

import java.time.Instant;
import java.util.UUID;

/**
 * Where the sender of a message may still be waiting for its answer.
 *
 * @param arrival the message as it came; not its first arrival when it repeats an earlier one
 * @param node the copy of this service that has the line; empty when nobody waits
 * @param until when that copy gives up waiting
 */
public record Turn(UUID arrival, String node, Instant until) {
    /** Nobody waits elsewhere. */
    public static Turn over(UUID arrival) {
        return new Turn(arrival, "", Instant.EPOCH);
    }
}
