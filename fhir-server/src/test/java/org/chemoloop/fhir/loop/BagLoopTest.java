package org.chemoloop.fhir.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chemoloop.fhir.loop.BagState.*;
import static org.chemoloop.fhir.loop.DecisionAssert.decision;
import static org.chemoloop.fhir.loop.LoopIssue.*;
import static org.chemoloop.fhir.loop.Move.*;

import java.util.EnumSet;
import java.util.Set;
import org.chemoloop.fhir.loop.rule.Proves;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BagLoopTest {

    @ParameterizedTest
    @CsvSource({
        "ORDERED, REVIEW, REVIEWED",
        "ORDERED, ACCEPT, ACCEPTED",
        "REVIEWED, ACCEPT, ACCEPTED",
        "ACCEPTED, RELEASE, RELEASED",
        "RELEASED, PICK, PICKED",
        "PICKED, CHECK, CHECKED",
        "RELEASED, PREPARE, PREPARED",
        "RELEASED, COMPOUND, COMPOUNDED",
        "CHECKED, COMPOUND, COMPOUNDED",
        "COMPOUNDED, PASS_QC, QC_PASSED",
        "QC_PASSED, DISPATCH, DISPATCHED",
        "DISPATCHED, RECEIVE, RECEIVED",
        "COMPOUNDED, RECEIVE, RECEIVED",
        "DISPATCHED, DECLINE, RETURNED",
        "RECEIVED, START, INFUSING",
        "INFUSING, PAUSE, PAUSED",
        "PAUSED, RESUME, INFUSING",
        "INFUSING, COMPLETE, COMPLETED",
        "PAUSED, COMPLETE, COMPLETED",
        "INFUSING, STOP, STOPPED",
        "PAUSED, STOP, STOPPED",
        "RECEIVED, NOT_GIVE, NOT_GIVEN",
        "ACCEPTED, RETURN, RETURNED",
        "RETURNED, DISCARD, DISCARDED",
        "RECEIVED, DISCARD, DISCARDED",
        "RECEIVED, CANCEL, CANCELLED",
        "ORDERED, VOID_LABEL, VOID"
    })
    void aBagGoesItsWay(BagState from, Move move, BagState to) {
        decision(ABag.that(from).by(whoMay(move)).isTriedWith(move)).movesTo(to);
    }

    private static Person whoMay(Move move) {
        return switch (move) {
            case REVIEW, PICK, CHECK, COMPOUND, PASS_QC, DISPATCH -> ABag.PIVAS;
            case CANCEL -> ABag.HIS;
            case ACCEPT,
                    RELEASE,
                    PREPARE,
                    RECEIVE,
                    DECLINE,
                    START,
                    PAUSE,
                    RESUME,
                    COMPLETE,
                    STOP,
                    NOT_GIVE,
                    RETURN,
                    DISCARD,
                    VOID_LABEL,
                    TAKE_BACK_MAKING,
                    TAKE_BACK_RECEIPT,
                    TAKE_BACK_START,
                    TAKE_BACK_END -> ABag.NURSE;
        };
    }

    @Test
    void thePivasMaySkipStepsOrTellOnlyOfTheDeparture() {
        decision(ABag.withOnly(ACCEPTED, RELEASED).by(ABag.PIVAS).isTriedWith(PASS_QC))
                .movesTo(QC_PASSED);
        decision(ABag.withOnly(ACCEPTED, RELEASED).by(ABag.PIVAS).isTriedWith(DISPATCH))
                .movesTo(DISPATCHED);
        decision(ABag.withOnly(ACCEPTED, RELEASED, DISPATCHED).isTriedWith(RECEIVE))
                .movesTo(RECEIVED);
    }

    @Test
    void anEarlierStepThatIsToldLateIsPutOnRecord() {
        decision(ABag.that(DISPATCHED).by(ABag.PIVAS).isTriedWith(PICK)).isOnlyPutOnRecord();
        decision(ABag.withOnly(ACCEPTED, RELEASED, DISPATCHED).by(ABag.PIVAS).isTriedWith(COMPOUND))
                .isOnlyPutOnRecord();
        decision(ABag.that(INFUSING).by(ABag.PIVAS).isTriedWith(REVIEW)).isOnlyPutOnRecord();
    }

    @Test
    void aBagIsPreparedOrCompoundedButNotBoth() {
        decision(ABag.that(COMPOUNDED).isTriedWith(PREPARE)).isRefusedAs(ALREADY_DONE);
        decision(ABag.that(DISPATCHED).isTriedWith(PREPARE)).isRefusedAs(ALREADY_DONE);
        decision(ABag.withOnly(ACCEPTED, RELEASED, PREPARED).by(ABag.PIVAS).isTriedWith(COMPOUND))
                .isRefusedAs(ALREADY_DONE);
    }

    @Proves("P3")
    @Test
    void aRequiredStepCannotBeSkipped() {
        decision(ABag.that(ORDERED).isTriedWith(RELEASE)).isRefusedAs(WRONG_STATE);
        decision(ABag.that(ACCEPTED).by(ABag.PIVAS).isTriedWith(COMPOUND)).isRefusedAs(WRONG_STATE);
        decision(ABag.that(RELEASED).isTriedWith(RECEIVE)).isRefusedAs(WRONG_STATE);
    }

    @Proves("B3")
    @ParameterizedTest
    @EnumSource(
            value = BagState.class,
            names = {"ORDERED", "ACCEPTED", "RELEASED", "COMPOUNDED", "DISPATCHED"})
    void aBagThatWasNotReceivedIsNotStarted(BagState state) {
        decision(ABag.that(state).isTriedWith(START)).isRefusedAs(NOT_RECEIVED);
    }

    @Proves("P3")
    @Test
    void aSiteChoosesWhichStepsItRequires() {
        SiteSettings lenient = SiteSettings.standard().with(RequiredSteps.STEPS, "received");
        decision(ABag.that(ORDERED).isTriedWith(RECEIVE, lenient)).movesTo(RECEIVED);

        SiteSettings strict =
                SiteSettings.standard().with(RequiredSteps.STEPS, RequiredSteps.STEPS.value() + ", qc-passed");
        decision(ABag.that(COMPOUNDED).isTriedWith(RECEIVE, strict)).isRefusedAs(WRONG_STATE);

        assertThatThrownBy(() -> new BagLoop(SiteSettings.standard().with(RequiredSteps.STEPS, "acepted")))
                .hasMessageContaining("CHEMOLOOP_LOOP_REQUIRED_STEPS: 'acepted' is not a list of steps");
    }

    @Test
    void theSameScanTwiceChangesNothing() {
        decision(ABag.that(ACCEPTED).isTriedWith(ACCEPT)).changesNothing();
        decision(ABag.that(INFUSING).isTriedWith(START)).changesNothing();
        decision(ABag.that(COMPLETED).isTriedWith(COMPLETE)).changesNothing();
        decision(ABag.that(RECEIVED).isTriedWith(RELEASE)).changesNothing();
        decision(ABag.that(CANCELLED)
                        .by(ABag.NURSE)
                        .by(new Person("nurse1", Set.of("routes")))
                        .isTriedWith(CANCEL))
                .changesNothing();
    }

    @Proves("B5")
    @Test
    void anotherPersonHearsThatItIsAlreadyDone() {
        decision(ABag.that(INFUSING).by(ABag.OTHER_NURSE).isTriedWith(START)).isRefusedAs(ALREADY_DONE);
        decision(ABag.that(RELEASED).by(ABag.OTHER_NURSE).isTriedWith(ACCEPT)).isRefusedAs(ALREADY_DONE);
        decision(ABag.that(COMPLETED).alsoTook(INFUSING).isTriedWith(START)).isRefusedAs(ALREADY_DONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Move.class,
            names = {"PAUSE", "COMPLETE", "STOP"})
    void whatDoesNotRunIsNotEnded(Move move) {
        decision(ABag.that(RECEIVED).isTriedWith(move)).isRefusedAs(WRONG_STATE);
    }

    @Test
    void whatRunsIsNeitherReturnedNorCancelled() {
        decision(ABag.that(INFUSING).isTriedWith(RETURN)).isRefusedAs(WRONG_STATE);
        decision(ABag.that(INFUSING).isTriedWith(NOT_GIVE)).isRefusedAs(WRONG_STATE);
        decision(ABag.that(PAUSED).by(ABag.HIS).isTriedWith(CANCEL)).isRefusedAs(WRONG_STATE);
        decision(ABag.that(COMPLETED).by(ABag.HIS).isTriedWith(CANCEL)).isRefusedAs(WRONG_STATE);
    }

    @Test
    void everyoneTakesOnlyTheirOwnSteps() {
        decision(ABag.that(ORDERED).by(ABag.DOCTOR).isTriedWith(ACCEPT)).isRefusedAs(NOT_PRIVILEGED);
        decision(ABag.that(RECEIVED).by(ABag.PIVAS).isTriedWith(START)).isRefusedAs(NOT_PRIVILEGED);
        decision(ABag.that(RELEASED).by(ABag.NURSE).isTriedWith(COMPOUND)).isRefusedAs(NOT_PRIVILEGED);
        decision(ABag.that(RECEIVED).by(new Person("admin", Set.of("admin"))).isTriedWith(START))
                .isRefusedAs(NOT_PRIVILEGED);
    }

    @ParameterizedTest
    @EnumSource(Move.class)
    void everyMoveIsInTheTableAndLeadsSomewhere(Move move) {
        BagLoop loop = new BagLoop(SiteSettings.standard());
        assertThat(loop.target(move, ABag.that(INFUSING).tried(move).bag())).isNotNull();
        assertThat(loop.moveInto(
                        loop.target(move, ABag.that(INFUSING).tried(move).bag())))
                .isPresent();
    }

    @Test
    void everyStateButTheFirstAndTheRejectedIsReachedByAMove() {
        BagLoop loop = new BagLoop(SiteSettings.standard());
        EnumSet<BagState> reached = EnumSet.noneOf(BagState.class);
        for (Move move : Move.values()) {
            reached.add(loop.target(move, ABag.that(INFUSING).tried(move).bag()));
        }
        assertThat(EnumSet.complementOf(reached)).containsExactlyInAnyOrder(ORDERED, REJECTED);
    }
}
