package org.chemoloop.fhir.loop.known;

import java.time.Instant;
import org.chemoloop.fhir.loop.BagState;
import org.jspecify.annotations.Nullable;

/** Another bag of the same patient. */
public record OtherBag(
        BagState state,
        Contents contents,
        @Nullable Instant planned,
        @Nullable Instant started,
        @Nullable Instant ended) {

    public boolean isRunning() {
        return state == BagState.INFUSING || state == BagState.PAUSED;
    }
}
