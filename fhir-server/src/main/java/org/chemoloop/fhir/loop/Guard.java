package org.chemoloop.fhir.loop;

import java.util.Optional;
import org.chemoloop.fhir.loop.rule.Rule;

/** One safety rule at work: says why a step may not be taken, or nothing. */
public interface Guard {

    Rule rule();

    Optional<Refusal> objection(Attempt attempt);

    /** Whether nobody sent what the rule would look at: then it objects to nothing, and that is put on record. */
    default boolean lacksData(Attempt attempt) {
        return false;
    }

    /** Whether the rule also holds for a step that is told when the bag has moved on. */
    default boolean alsoWhenToldLate() {
        return false;
    }
}
