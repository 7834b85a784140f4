package org.chemoloop.fhir.timeline;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.loop.BagLoop;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Move;
import org.jspecify.annotations.Nullable;

/** A bag in memory, whose life is told once more. */
final class ReplayedBag {

    /** What the infusion is after each step at the chair. */
    private static final Map<String, String> INFUSION = Map.of(
            BagState.INFUSING.code(), "in-progress",
            BagState.PAUSED.code(), "on-hold",
            BagState.COMPLETED.code(), "completed",
            BagState.STOPPED.code(), "stopped",
            BagState.NOT_GIVEN.code(), "not-done");

    private final List<String> steps = new ArrayList<>();
    private final Set<BagState> done = EnumSet.noneOf(BagState.class);
    private BagState state = BagState.ORDERED;
    private @Nullable String infusion;

    /**
     * Takes a step as the table leads it.
     *
     * @param told what the record keeps of the step
     * @return false when the table knows no such way
     */
    boolean take(BagLoop loop, Move move, String told) {
        Optional<BagState> next = loop.after(move, state, done);
        next.ifPresent(reached -> state = reached);
        if (move.isCorrection()) {
            done.removeAll(move.takenBack());
        } else {
            steps.add(told);
            BagState.ofCode(told.split(" ")[0]).ifPresent(done::add);
        }
        String status = move == Move.TAKE_BACK_START ? "entered-in-error" : INFUSION.get(told.split(" ")[0]);
        infusion = status == null ? infusion : status;
        return next.isPresent();
    }

    BagState state() {
        return state;
    }

    /** The status of the infusion; empty before there is one. */
    Optional<String> infusion() {
        return Optional.ofNullable(infusion);
    }

    /** Every step in the order in which the server heard of it. */
    List<String> steps() {
        return List.copyOf(steps);
    }

    boolean knows(String step) {
        return steps.stream().anyMatch(told -> told.startsWith(step + " "));
    }
}
