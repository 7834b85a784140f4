package org.chemoloop.fhir.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.loop.BagLoop;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Move;

/** A bag in memory, whose life is told once more. */
final class ReplayedBag {

    private final List<String> steps = new ArrayList<>();
    private BagState state = BagState.ORDERED;

    /**
     * Takes a step as the table leads it.
     *
     * @param told what the record keeps of the step
     * @return false when the table knows no such way
     */
    boolean take(BagLoop loop, Move move, String told) {
        steps.add(told);
        Optional<BagState> next = loop.after(move, state);
        next.ifPresent(reached -> state = reached);
        return next.isPresent();
    }

    BagState state() {
        return state;
    }

    /** Every step in the order in which the server heard of it. */
    List<String> steps() {
        return List.copyOf(steps);
    }

    boolean knows(String step) {
        return steps.stream().anyMatch(told -> told.startsWith(step + " "));
    }
}
