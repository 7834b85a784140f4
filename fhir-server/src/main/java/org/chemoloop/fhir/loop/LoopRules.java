package org.chemoloop.fhir.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a site may set: the steps it insists on, each as the alternatives that satisfy it, and the time around the plan
 * in which a bag may be started.
 */
public record LoopRules(List<Set<BagState>> requiredSteps, Duration early, Duration late) {

    public static final String DEFAULT_STEPS = "accepted, released, prepared|compounded, received";

    public LoopRules {
        requiredSteps = List.copyOf(requiredSteps);
    }

    public static LoopRules standard() {
        return of(DEFAULT_STEPS, Duration.ofMinutes(30), Duration.ofMinutes(120));
    }

    /** {@code steps} as a site writes them: {@code accepted, released, prepared|compounded, received}. */
    public static LoopRules of(String steps, Duration early, Duration late) {
        List<Set<BagState>> required = new ArrayList<>();
        for (String alternatives : steps.split(",")) {
            if (!alternatives.isBlank()) {
                required.add(alternatives(alternatives));
            }
        }
        return new LoopRules(required, early, late);
    }

    private static Set<BagState> alternatives(String text) {
        Set<BagState> alternatives = EnumSet.noneOf(BagState.class);
        Arrays.stream(text.split("\\|"))
                .map(String::strip)
                .map(code -> BagState.ofCode(code)
                        .filter(BagState::isBeforeStart)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "required-steps: '" + code + "' is no step before the start of a bag")))
                .forEach(alternatives::add);
        return alternatives;
    }
}
