package org.chemoloop.routes.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request to the engineers' API.
 *
 * @param query as it was asked, without the question mark; empty when there is none
 * @param message that was looked at or repeated
 * @param patients of that message, by the numbers it names
 */
record ApiUse(
        UUID id,
        Instant at,
        String who,
        String roles,
        String address,
        String method,
        String path,
        String query,
        @Nullable UUID message,
        List<String> patients) {}
