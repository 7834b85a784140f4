package org.chemoloop.fhir.loop;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Somebody tries to take a step with a bag.
 *
 * @param patientArrived asked for a release only
 */
public record Attempt(
        Move move,
        Bag bag,
        Person person,
        Wristband wristband,
        List<Second> seconds,
        List<GivenReason> reasons,
        boolean patientArrived,
        Instant now) {

    /** A second person named beside the first, and whether their own token confirmed this bag for this patient. */
    public record Second(String name, boolean confirmed) {}

    public Attempt {
        seconds = List.copyOf(seconds);
        reasons = List.copyOf(reasons);
    }

    /** The reason given to go on although this rule warns. */
    Optional<GivenReason> reasonFor(LoopIssue rule) {
        return reasons.stream()
                .filter(given -> given.rule() == rule && !given.reason().isBlank())
                .findFirst();
    }
}
