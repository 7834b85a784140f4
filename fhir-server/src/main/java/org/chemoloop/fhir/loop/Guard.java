package org.chemoloop.fhir.loop;

import java.util.Optional;

/** One safety rule: says why a step may not be taken, or nothing. */
@FunctionalInterface
public interface Guard {

    Optional<Refusal> objection(Attempt attempt);
}
