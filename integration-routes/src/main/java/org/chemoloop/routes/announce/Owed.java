package org.chemoloop.routes.announce;

import java.sql.Timestamp;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that a counterpart is owed, about to be sent.
 *
 * @param lease until when it is ours, when it was parked; null when it comes out of the queue
 */
public record Owed(
        UUID id,
        String channel,
        String controlId,
        String group,
        byte[] bytes,
        @Nullable String correlation,
        @Nullable Timestamp lease) {}
