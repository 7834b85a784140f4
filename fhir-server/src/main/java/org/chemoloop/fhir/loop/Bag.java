package org.chemoloop.fhir.loop;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that the loop knows of a bag when it decides. */
public record Bag(
        BagCode code,
        String patient,
        BagState state,
        Map<BagState, Taken> taken,
        boolean orderActive,
        boolean cytotoxic,
        @Nullable Instant planned,
        @Nullable Instant beyondUse) {

    /** A step on record: who took it and when. */
    public record Taken(String person, Instant at) {}

    public Bag {
        taken = Map.copyOf(taken);
    }

    public Set<BagState> done() {
        Set<BagState> done = EnumSet.of(BagState.ORDERED, state);
        done.addAll(taken.keySet());
        return done;
    }

    public Optional<Taken> taken(BagState step) {
        return Optional.ofNullable(taken.get(step));
    }
}
