package org.chemoloop.fhir.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.loop.known.Contents;
import org.jspecify.annotations.Nullable;

/**
 * All that the loop knows of a bag when it decides.
 *
 * @param prescribers the users who ordered its lines, as far as they are users here
 * @param rate millilitres in an hour, as ordered
 * @param replacedBy the bags that took the place of a void one
 * @param external whether it was ordered by another hospital or typed in from paper
 * @param takenBack steps that were on record and have been corrected
 */
public record Bag(
        BagCode code,
        String patient,
        BagState state,
        Map<BagState, Taken> taken,
        boolean orderActive,
        Contents contents,
        Set<String> prescribers,
        @Nullable Instant planned,
        @Nullable Instant beyondUse,
        @Nullable Double rate,
        List<BagCode> replacedBy,
        boolean external,
        Set<BagState> takenBack) {

    /** A bag of which nothing was corrected. */
    public Bag(
            BagCode code,
            String patient,
            BagState state,
            Map<BagState, Taken> taken,
            boolean orderActive,
            Contents contents,
            Set<String> prescribers,
            @Nullable Instant planned,
            @Nullable Instant beyondUse,
            @Nullable Double rate,
            List<BagCode> replacedBy,
            boolean external) {
        this(
                code,
                patient,
                state,
                taken,
                orderActive,
                contents,
                prescribers,
                planned,
                beyondUse,
                rate,
                replacedBy,
                external,
                Set.of());
    }

    /** A step on record: who took it and when. */
    public record Taken(String person, Instant at) {}

    public Bag {
        taken = Map.copyOf(taken);
        prescribers = Set.copyOf(prescribers);
        replacedBy = List.copyOf(replacedBy);
        takenBack = Set.copyOf(takenBack);
    }

    public Set<BagState> done() {
        Set<BagState> done = EnumSet.of(BagState.ORDERED, state);
        done.addAll(taken.keySet());
        return done;
    }

    public Optional<Taken> taken(BagState step) {
        return Optional.ofNullable(taken.get(step));
    }

    /** How long the bag runs at this rate; empty where nobody says how much is in it. */
    public Optional<Duration> runsFor(double millilitresPerHour) {
        return millilitresPerHour <= 0
                ? Optional.empty()
                : contents.volume().map(volume -> Duration.ofSeconds(Math.round(volume / millilitresPerHour * 3600)));
    }
}
