package org.chemoloop.fhir.loop.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.fhir.loop.ABag.NOW;
import static org.chemoloop.fhir.loop.DecisionAssert.decision;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.chemoloop.fhir.loop.ABag;
import org.chemoloop.fhir.loop.Attempt.Second;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Decision;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Wristband;
import org.junit.jupiter.api.Test;

class GuardsTest {

    @Test
    void aBagOfAWithdrawnOrderIsNotStarted() {
        decision(ABag.that(BagState.RECEIVED).ofAWithdrawnOrder().isTriedWith(Move.START))
                .isRefusedAs(LoopIssue.NOT_ACTIVE);
        decision(ABag.that(BagState.CANCELLED).isTriedWith(Move.RELEASE)).isRefusedAs(LoopIssue.NOT_ACTIVE);
        decision(ABag.that(BagState.REJECTED).isTriedWith(Move.ACCEPT)).isRefusedAs(LoopIssue.NOT_ACTIVE);
    }

    @Test
    void aRunningBagOfAWithdrawnOrderCanBeEnded() {
        decision(ABag.that(BagState.INFUSING).ofAWithdrawnOrder().isTriedWith(Move.STOP))
                .movesTo(BagState.STOPPED);
        decision(ABag.that(BagState.PAUSED).ofAWithdrawnOrder().isTriedWith(Move.RESUME))
                .isRefusedAs(LoopIssue.NOT_ACTIVE);
    }

    @Test
    void aVoidLabelIsNeverUsed() {
        decision(ABag.that(BagState.VOID).isTriedWith(Move.RECEIVE)).isRefusedAs(LoopIssue.VOID_LABEL);
    }

    @Test
    void anotherPatientsWristbandStopsTheScanAndNamesNobody() {
        Decision decision =
                ABag.that(BagState.RECEIVED).at(new Wristband.Of("p-2")).isTriedWith(Move.START);
        decision(decision).isRefusedAs(LoopIssue.WRONG_PATIENT);
        decision(ABag.that(BagState.INFUSING).at(new Wristband.Of("p-2")).isTriedWith(Move.COMPLETE))
                .isRefusedAs(LoopIssue.WRONG_PATIENT);
        decision(ABag.that(BagState.INFUSING).at(new Wristband.Of("p-2")).isTriedWith(Move.START))
                .isRefusedAs(LoopIssue.WRONG_PATIENT);
    }

    @Test
    void aStartNeedsAWristbandThatSomebodyWears() {
        decision(start(new Wristband.NotScanned())).isRefusedAs(LoopIssue.UNREADABLE_CODE);
        decision(start(new Wristband.Unreadable())).isRefusedAs(LoopIssue.UNREADABLE_CODE);
        decision(start(new Wristband.Unknown())).isRefusedAs(LoopIssue.UNKNOWN_WRISTBAND);
        decision(start(new Wristband.Replaced())).isRefusedAs(LoopIssue.UNKNOWN_WRISTBAND);
    }

    private static Decision start(Wristband scanned) {
        return ABag.that(BagState.RECEIVED).at(scanned).isTriedWith(Move.START);
    }

    @Test
    void aBagPastItsBeyondUseTimeIsRefused() {
        decision(ABag.that(BagState.DISPATCHED).usableUntil(NOW).isTriedWith(Move.RECEIVE))
                .isRefusedAs(LoopIssue.BEYOND_USE);
        decision(ABag.that(BagState.RECEIVED).usableUntil(NOW.minusSeconds(1)).isTriedWith(Move.START))
                .isRefusedAs(LoopIssue.BEYOND_USE);
        decision(ABag.that(BagState.RECEIVED).usableUntil(NOW.plusSeconds(1)).isTriedWith(Move.START))
                .movesTo(BagState.INFUSING);
        decision(ABag.that(BagState.RECEIVED).usableUntil(null).isTriedWith(Move.START))
                .movesTo(BagState.INFUSING);
    }

    @Test
    void aBagPastItsBeyondUseTimeCanStillBeReturned() {
        decision(ABag.that(BagState.RECEIVED).usableUntil(NOW.minusSeconds(1)).isTriedWith(Move.RETURN))
                .movesTo(BagState.RETURNED);
    }

    @Test
    void aCytotoxicBagNeedsASecondPersonWhoConfirmed() {
        ABag bag = ABag.that(BagState.RECEIVED).cytotoxic();
        decision(bag.isTriedWith(Move.START)).isRefusedAs(LoopIssue.WITNESS_REQUIRED);
        decision(bag.with(new Second("nurse2", false)).isTriedWith(Move.START)).isRefusedAs(LoopIssue.WITNESS_REQUIRED);
        decision(bag.with(new Second("nurse2", true)).isTriedWith(Move.START)).movesTo(BagState.INFUSING);
    }

    @Test
    void theSameNurseCannotWitness() {
        decision(ABag.that(BagState.RECEIVED)
                        .cytotoxic()
                        .with(new Second("nurse1", true))
                        .isTriedWith(Move.START))
                .isRefusedAs(LoopIssue.SAME_PERSON);
    }

    @Test
    void nobodyIsNamedAsSecondWhoDidNotConfirm() {
        decision(ABag.that(BagState.RECEIVED).with(new Second("nurse2", false)).isTriedWith(Move.START))
                .isRefusedAs(LoopIssue.WITNESS_REQUIRED);
    }

    @Test
    void aStartFarFromThePlanNeedsAReason() {
        decision(ABag.that(BagState.RECEIVED)
                        .planned(NOW.plus(Duration.ofMinutes(31)))
                        .isTriedWith(Move.START))
                .warnsOf(LoopIssue.OUTSIDE_WINDOW);
        decision(ABag.that(BagState.RECEIVED)
                        .planned(NOW.minus(Duration.ofMinutes(121)))
                        .isTriedWith(Move.START))
                .warnsOf(LoopIssue.OUTSIDE_WINDOW);
        decision(ABag.that(BagState.RECEIVED)
                        .planned(NOW.plus(Duration.ofMinutes(30)))
                        .isTriedWith(Move.START))
                .movesTo(BagState.INFUSING);
    }

    @Test
    void aReasonIsKeptWithTheMoveAndABlankOneIsNone() {
        ABag late = ABag.that(BagState.RECEIVED).planned(NOW.minus(Duration.ofHours(3)));
        assertThat(late.because(LoopIssue.OUTSIDE_WINDOW, "患者迟到").isTriedWith(Move.START))
                .isInstanceOfSatisfying(
                        Decision.Moved.class,
                        moved -> assertThat(moved.overridden())
                                .extracting("reason")
                                .containsExactly("患者迟到"));
        decision(late.because(LoopIssue.OUTSIDE_WINDOW, " ").isTriedWith(Move.START))
                .warnsOf(LoopIssue.OUTSIDE_WINDOW);
    }

    @Test
    void aHardRuleCannotBeOverridden() {
        decision(ABag.that(BagState.RECEIVED)
                        .usableUntil(NOW)
                        .because(LoopIssue.BEYOND_USE, "只差一分钟")
                        .isTriedWith(Move.START))
                .isRefusedAs(LoopIssue.BEYOND_USE);
    }

    @Test
    void drugsAreReleasedForPatientsWhoAreHere() {
        decision(ABag.that(BagState.ACCEPTED).beforeThePatientArrived().isTriedWith(Move.RELEASE))
                .isRefusedAs(LoopIssue.WRONG_STATE);
    }

    @Test
    void nursesReadChineseAndWhoAsksForEnglishReadsEnglish() {
        Decision.Refused refused = (Decision.Refused)
                ABag.that(BagState.INFUSING).by(ABag.OTHER_NURSE).isTriedWith(Move.START);
        for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.FRENCH)) {
            assertThat(refused.why().words().in(locale)).isEqualTo("“用药”已由 nurse1 完成，该袋现在是“用药中”");
        }
        assertThat(refused.why().words().in(Locale.UK)).isEqualTo("Already started by nurse1: the bag is infusing");
    }
}
