package org.chemoloop.fhir.loop.guard;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Refusal;

/**
 * The order behind the bag still stands and its label is the current one: the first look at every scan (P1, P5, B6).
 */
public final class OrderStillActive implements Guard {

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        BagState state = attempt.bag().state();
        if (state == BagState.VOID && attempt.move() != Move.VOID_LABEL) {
            return Optional.of(Refusal.of(
                    LoopIssue.VOID_LABEL, "这张标签已作废，请使用新标签的药袋", "This label is void: use the bag with the new label"));
        }
        boolean withdrawn = state.isWithdrawn() && state != BagState.VOID;
        if (withdrawn && attempt.move() != Move.CANCEL) {
            return Optional.of(notActive());
        }
        return attempt.bag().orderActive() || state.isEnded() || !leadsToThePatient(attempt.move())
                ? Optional.empty()
                : Optional.of(notActive());
    }

    private static Refusal notActive() {
        return Refusal.of(
                LoopIssue.NOT_ACTIVE,
                "医嘱已停止或作废，请停用并退回该袋",
                "The order is no longer active: do not use the bag, return it");
    }

    /** A bag whose order was stopped may still be ended, returned or destroyed. */
    private static boolean leadsToThePatient(Move move) {
        return switch (move) {
            case REVIEW, ACCEPT, RELEASE, PICK, CHECK, PREPARE, COMPOUND, PASS_QC, DISPATCH, RECEIVE, START, RESUME ->
                true;
            case DECLINE, PAUSE, COMPLETE, STOP, NOT_GIVE, RETURN, DISCARD, CANCEL, VOID_LABEL -> false;
        };
    }
}
