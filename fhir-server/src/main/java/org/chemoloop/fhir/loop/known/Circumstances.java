package org.chemoloop.fhir.loop.known;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known around a step, as far as the step's rules ask for it.
 *
 * @param arrived whether the patient is here
 * @param doctorsGo when a doctor found the patient fit for treatment
 * @param vitals when vital signs were last taken
 * @param labs the newest laboratory result by code
 * @param lastRound the last round at the running bag
 * @param incidents what happened while the bag ran
 */
public record Circumstances(
        boolean arrived,
        @Nullable Instant doctorsGo,
        @Nullable Instant vitals,
        Map<String, Lab> labs,
        List<OtherBag> others,
        @Nullable Instant lastRound,
        Set<Incident> incidents) {

    /** A laboratory result. */
    public record Lab(double value, Instant taken) {}

    /** What may happen while a bag runs. */
    public enum Incident {
        REACTION,
        EXTRAVASATION
    }

    public Circumstances {
        labs = Map.copyOf(labs);
        others = List.copyOf(others);
        incidents = Set.copyOf(incidents);
    }

    public static Circumstances unknown() {
        return new Circumstances(false, null, null, Map.of(), List.of(), null, Set.of());
    }
}
