package org.chemoloop.fhir.loop.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.fhir.loop.ABag.NOW;
import static org.chemoloop.fhir.loop.DecisionAssert.decision;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.chemoloop.fhir.loop.ABag;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Decision;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.known.Said.Infusing;
import org.chemoloop.fhir.loop.known.Said.Scanned;
import org.chemoloop.fhir.loop.rule.Proves;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules that hold wherever a bag is: the order, the label, the time, the reason, the device. */
class GuardsTest {

    @Proves("P1")
    @Test
    void aBagOfAWithdrawnOrderIsNotStarted() {
        decision(ABag.that(BagState.RECEIVED).ofAWithdrawnOrder().isTriedWith(Move.START))
                .isRefusedAs(LoopIssue.NOT_ACTIVE);
        decision(ABag.that(BagState.CANCELLED).isTriedWith(Move.RELEASE)).isRefusedAs(LoopIssue.NOT_ACTIVE);
        decision(ABag.that(BagState.REJECTED).isTriedWith(Move.ACCEPT)).isRefusedAs(LoopIssue.NOT_ACTIVE);
    }

    @Proves("P1")
    @Test
    void aRunningBagOfAWithdrawnOrderCanBeEnded() {
        decision(ABag.that(BagState.INFUSING).ofAWithdrawnOrder().isTriedWith(Move.STOP))
                .movesTo(BagState.STOPPED);
        decision(ABag.that(BagState.PAUSED).ofAWithdrawnOrder().isTriedWith(Move.RESUME))
                .isRefusedAs(LoopIssue.NOT_ACTIVE);
    }

    @Proves("P5")
    @Test
    void aVoidLabelIsNeverUsedAndTheNewOneIsNamed() {
        decision(ABag.that(BagState.VOID).isTriedWith(Move.RECEIVE)).isRefusedAs(LoopIssue.VOID_LABEL);
        Decision named = ABag.that(BagState.VOID).replacedBy(BagCode.mint(46)).isTriedWith(Move.PREPARE);
        assertThat(named)
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.why().words().zh())
                                .contains(BagCode.mint(46).value()));
    }

    @Proves("B4")
    @Test
    void aBagPastItsBeyondUseTimeDoesNotRun() {
        decision(ABag.that(BagState.RECEIVED).usableUntil(NOW.minusSeconds(1)).isTriedWith(Move.START))
                .isRefusedAs(LoopIssue.BEYOND_USE);
        decision(ABag.that(BagState.PAUSED).usableUntil(NOW).isTriedWith(Move.RESUME))
                .isRefusedAs(LoopIssue.BEYOND_USE);
        decision(ABag.that(BagState.RECEIVED).usableUntil(NOW.plusSeconds(1)).isTriedWith(Move.START))
                .movesTo(BagState.INFUSING);
        decision(ABag.that(BagState.RECEIVED).usableUntil(null).isTriedWith(Move.START))
                .movesTo(BagState.INFUSING);
    }

    @Proves("D1")
    @Test
    void aBagPastItsBeyondUseTimeIsNotReceivedButCanBeReturned() {
        decision(ABag.that(BagState.DISPATCHED).usableUntil(NOW).isTriedWith(Move.RECEIVE))
                .isRefusedAs(LoopIssue.BEYOND_USE);
        decision(ABag.that(BagState.RECEIVED).usableUntil(NOW.minusSeconds(1)).isTriedWith(Move.RETURN))
                .movesTo(BagState.RETURNED);
    }

    @Proves("B4-end")
    @Test
    void aBagThatWouldRunPastItsBeyondUseTimeNeedsAReason() {
        // 250 mL at 100 mL/h take two and a half hours.
        ABag slow = ABag.that(BagState.RECEIVED)
                .usableUntil(NOW.plus(Duration.ofHours(2)))
                .with(new Infusing(100.0, null, false));
        decision(slow.isTriedWith(Move.START)).warnsOf(LoopIssue.BEYOND_USE);
        decision(slow.because("B4-end", "药剂师同意").isTriedWith(Move.START)).movesTo(BagState.INFUSING);
        decision(ABag.that(BagState.RECEIVED)
                        .usableUntil(NOW.plus(Duration.ofHours(3)))
                        .orderedAt(100.0)
                        .isTriedWith(Move.START))
                .movesTo(BagState.INFUSING);
    }

    @Proves("B4-end")
    @Test
    void theReasonForASlowBagDoesNotExcuseAnExpiredOne() {
        decision(ABag.that(BagState.RECEIVED)
                        .usableUntil(NOW)
                        .because(LoopIssue.BEYOND_USE, "只差一分钟")
                        .isTriedWith(Move.START))
                .isRefusedAs(LoopIssue.BEYOND_USE);
    }

    @Proves("R5-reason")
    @ParameterizedTest
    @CsvSource({"DISPATCHED, DECLINE, RETURNED", "INFUSING, STOP, STOPPED", "RECEIVED, NOT_GIVE, NOT_GIVEN"})
    void whoStopsRefusesOrDoesNotGiveABagSaysWhy(BagState from, Move move, BagState to) {
        decision(ABag.that(from).withoutReason().isTriedWith(move)).isRefusedAs(LoopIssue.WRONG_STATE);
        decision(ABag.that(from).isTriedWith(move)).movesTo(to);
    }

    @Proves("B14")
    @Test
    void whoTypesACodeSaysWhyItCannotBeScanned() {
        ABag typed = ABag.that(BagState.RECEIVED).scanned(new Scanned(true, null, null, false));
        decision(typed.isTriedWith(Move.START)).warnsOf(LoopIssue.KEYED_NOT_SCANNED);
        decision(typed.because(LoopIssue.KEYED_NOT_SCANNED, "条码破损").isTriedWith(Move.START))
                .movesTo(BagState.INFUSING);
        decision(ABag.that(BagState.RECEIVED)
                        .scanned(new Scanned(false, null, null, false))
                        .isTriedWith(Move.START))
                .movesTo(BagState.INFUSING);
    }

    @Proves("B15")
    @Test
    void aDeviceWithAWrongClockIsNoticed() {
        decision(started(new Scanned(null, NOW.plusSeconds(61), null, false))).warnsOf(LoopIssue.CLOCK_SKEW);
        decision(started(new Scanned(null, NOW, NOW.minusSeconds(61), false))).warnsOf(LoopIssue.CLOCK_SKEW);
        decision(started(new Scanned(null, NOW.plusSeconds(60), null, false))).movesTo(BagState.INFUSING);
    }

    @Proves("B15")
    @Test
    void aScanThatWaitedInADeviceIsLetThrough() {
        decision(started(new Scanned(null, NOW.minus(Duration.ofMinutes(15)), NOW.plusSeconds(180), true)))
                .movesTo(BagState.INFUSING);
        decision(started(new Scanned(null, NOW.minus(Duration.ofMinutes(15)), null, false)))
                .movesTo(BagState.INFUSING);
    }

    private static Decision started(Scanned scanned) {
        return ABag.that(BagState.RECEIVED).scanned(scanned).isTriedWith(Move.START);
    }

    @Test
    void allThatWarnsIsSaidAtOnceAndEachNeedsItsReason() {
        ABag bag = ABag.that(BagState.RECEIVED)
                .planned(NOW.minus(Duration.ofHours(3)))
                .scanned(new Scanned(true, null, null, false));
        assertThat(bag.isTriedWith(Move.START)).isInstanceOfSatisfying(Decision.Warned.class, warned -> {
            assertThat(warned.why().issue()).isEqualTo(LoopIssue.KEYED_NOT_SCANNED);
            assertThat(warned.also()).extracting("issue").containsExactly(LoopIssue.OUTSIDE_WINDOW);
        });
        decision(bag.because("B14", "条码破损").isTriedWith(Move.START)).warnsOf(LoopIssue.OUTSIDE_WINDOW);
        decision(bag.because("B7", "患者迟到").isTriedWith(Move.START)).movesTo(BagState.INFUSING);
    }

    @Test
    void aRuleWhoseDataNobodySentIsPutOnRecordAsNotChecked() {
        assertThat(ABag.that(BagState.RECEIVED).isTriedWith(Move.START))
                .isInstanceOfSatisfying(
                        Decision.Moved.class,
                        moved -> assertThat(moved.unchecked())
                                .extracting("id")
                                .contains("B12", "B11", "B14")
                                .doesNotContain("B7", "B10"));
        assertThat(ABag.that(BagState.RECEIVED)
                        .orderedAt(100.0)
                        .with(new Infusing(100.0, null, false))
                        .isTriedWith(Move.START))
                .isInstanceOfSatisfying(
                        Decision.Moved.class,
                        moved -> assertThat(moved.unchecked()).extracting("id").doesNotContain("B12", "B4-end"));
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

    @Test
    void aThresholdThatNobodyCanReadStopsTheStart() {
        SiteSettings site = SiteSettings.of(setting -> setting.equals("chemoloop.loop.clock-skew") ? "a minute" : null);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> ABag.that(BagState.RECEIVED).isTriedWith(Move.START, site))
                .hasMessage("CHEMOLOOP_LOOP_CLOCK_SKEW: 'a minute' is not a time like 30m or 8h (default 60s)");
    }
}
