package org.chemoloop.fhir.loop.guard;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;

/** The order behind the bag still stands: the first look at every scan (P1, B6). */
public final class OrderStillActive implements Guard {

    static final Rule RULE = Rule.hard(
            "P1",
            LoopIssue.NOT_ACTIVE,
            "医嘱停止或作废后，药袋不再向患者走一步（含 B6：配好后停嘱）",
            "No bag of a stopped, held or withdrawn order goes on towards the patient (also B6: stopped after compounding)");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        BagState state = attempt.bag().state();
        boolean withdrawn = state == BagState.CANCELLED || state == BagState.REJECTED;
        if (withdrawn && attempt.move() != Move.CANCEL) {
            return Optional.of(notActive());
        }
        return attempt.bag().orderActive() || state.isEnded() || !leadsToThePatient(attempt.move())
                ? Optional.empty()
                : Optional.of(notActive());
    }

    private static Refusal notActive() {
        return Refusal.by(RULE, "医嘱已停止或作废，请停用并退回该袋", "The order is no longer active: do not use the bag, return it");
    }

    /** A bag whose order was stopped may still be ended, returned or destroyed. */
    private static boolean leadsToThePatient(Move move) {
        return switch (move) {
            case REVIEW, ACCEPT, RELEASE, PICK, CHECK, PREPARE, COMPOUND, PASS_QC, DISPATCH, RECEIVE, START, RESUME ->
                true;
            case DECLINE,
                    PAUSE,
                    COMPLETE,
                    STOP,
                    NOT_GIVE,
                    RETURN,
                    DISCARD,
                    CANCEL,
                    VOID_LABEL,
                    TAKE_BACK_MAKING,
                    TAKE_BACK_RECEIPT,
                    TAKE_BACK_START,
                    TAKE_BACK_END -> false;
        };
    }
}
