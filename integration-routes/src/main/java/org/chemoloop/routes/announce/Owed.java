package org.chemoloop.routes.announce;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message that a counterpart is owed, about to be sent. */
public record Owed(
        UUID id,
        String channel,
        String controlId,
        String group,
        byte[] bytes,
        @Nullable String correlation) {}
