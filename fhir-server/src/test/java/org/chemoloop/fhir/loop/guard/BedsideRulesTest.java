package org.chemoloop.fhir.loop.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.fhir.loop.ABag.CYTOTOXIC;
import static org.chemoloop.fhir.loop.ABag.NOW;
import static org.chemoloop.fhir.loop.ABag.PREMEDICATION;
import static org.chemoloop.fhir.loop.BagState.*;
import static org.chemoloop.fhir.loop.DecisionAssert.decision;
import static org.chemoloop.fhir.loop.Move.START;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chemoloop.fhir.loop.ABag;
import org.chemoloop.fhir.loop.Attempt.Second;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Decision;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Wristband;
import org.chemoloop.fhir.loop.guard.bedside.WristbandScanned;
import org.chemoloop.fhir.loop.known.Circumstances;
import org.chemoloop.fhir.loop.known.Contents;
import org.chemoloop.fhir.loop.known.OtherBag;
import org.chemoloop.fhir.loop.known.Said.Infusing;
import org.chemoloop.fhir.loop.known.Said.Line;
import org.chemoloop.fhir.loop.known.SetProperty;
import org.chemoloop.fhir.loop.rule.Proves;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.junit.jupiter.api.Test;

/** The rules at the chair. */
class BedsideRulesTest {

    @Proves("B2")
    @Test
    void anotherPatientsWristbandStopsTheScanAndNamesNobody() {
        decision(ABag.that(RECEIVED).at(new Wristband.Of("p-2")).isTriedWith(START))
                .isRefusedAs(LoopIssue.WRONG_PATIENT);
        decision(ABag.that(INFUSING).at(new Wristband.Of("p-2")).isTriedWith(Move.COMPLETE))
                .isRefusedAs(LoopIssue.WRONG_PATIENT);
        decision(ABag.that(INFUSING).at(new Wristband.Of("p-2")).isTriedWith(START))
                .isRefusedAs(LoopIssue.WRONG_PATIENT);
    }

    @Proves("B1")
    @Test
    void aStartNeedsAWristbandThatSomebodyWears() {
        decision(start(new Wristband.NotScanned())).isRefusedAs(LoopIssue.UNREADABLE_CODE);
        decision(start(new Wristband.Unreadable())).isRefusedAs(LoopIssue.UNREADABLE_CODE);
        decision(start(new Wristband.Unknown())).isRefusedAs(LoopIssue.UNKNOWN_WRISTBAND);
        decision(start(new Wristband.Replaced("4711"))).isRefusedAs(LoopIssue.UNKNOWN_WRISTBAND);
        assertThat(WristbandScanned.objection(new Wristband.Replaced("4711"))
                        .orElseThrow()
                        .words()
                        .zh())
                .contains("4711");
        assertThat(WristbandScanned.objection(new Wristband.Replaced(""))
                        .orElseThrow()
                        .words()
                        .zh())
                .contains("打印新腕带");
    }

    private static Decision start(Wristband scanned) {
        return ABag.that(RECEIVED).at(scanned).isTriedWith(START);
    }

    @Proves("B9")
    @Test
    void aCytotoxicBagNeedsASecondPersonWhoConfirmed() {
        ABag bag = ABag.that(RECEIVED).cytotoxic();
        decision(bag.isTriedWith(START)).isRefusedAs(LoopIssue.WITNESS_REQUIRED);
        decision(bag.with(new Second("nurse2", false, Set.of())).isTriedWith(START))
                .isRefusedAs(LoopIssue.WITNESS_REQUIRED);
        decision(bag.witnessed().isTriedWith(START)).movesTo(INFUSING);
    }

    @Proves("B9-same")
    @Test
    void theSameNurseCannotWitness() {
        decision(ABag.that(RECEIVED)
                        .cytotoxic()
                        .with(new Second("nurse1", true, Set.of("chemo-nurse")))
                        .isTriedWith(START))
                .isRefusedAs(LoopIssue.SAME_PERSON);
    }

    @Proves("B9")
    @Test
    void nobodyIsNamedAsSecondWhoDidNotConfirm() {
        decision(ABag.that(RECEIVED).with(new Second("nurse2", false, Set.of())).isTriedWith(START))
                .isRefusedAs(LoopIssue.WITNESS_REQUIRED);
    }

    @Proves("B9")
    @Test
    void whereTheSiteAsksForItACytotoxicBagIsDestroyedBeforeAWitness() {
        SiteSettings strict = site("discard-witness", "on");
        ABag bag = ABag.that(RECEIVED).cytotoxic();
        decision(bag.isTriedWith(Move.DISCARD)).movesTo(DISCARDED);
        decision(bag.isTriedWith(Move.DISCARD, strict)).isRefusedAs(LoopIssue.WITNESS_REQUIRED);
        decision(bag.witnessed().isTriedWith(Move.DISCARD, strict)).movesTo(DISCARDED);
    }

    @Proves("B10")
    @Test
    void aVesicantIsNotStartedThroughAPeripheralLine() {
        decision(vesicantThrough(Line.PIV, false)).isRefusedAs(LoopIssue.ROUTE_FORBIDDEN);
        decision(vesicantThrough(Line.PICC, false)).movesTo(INFUSING);
        decision(vesicantThrough(Line.PORT, false)).movesTo(INFUSING);
        decision(vesicantThrough(Line.PIV, true)).movesTo(INFUSING);
        decision(ABag.that(RECEIVED).with(new Infusing(null, Line.PIV, false)).isTriedWith(START))
                .movesTo(INFUSING);
    }

    @Proves("B10")
    @Test
    void whereNobodySaysThroughWhichLineAVesicantRunsItIsPutOnRecord() {
        assertThat(vesicantThrough(null, false))
                .isInstanceOfSatisfying(
                        Decision.Moved.class,
                        moved -> assertThat(moved.unchecked()).extracting("id").contains("B10"));
    }

    private static Decision vesicantThrough(Line line, boolean bloodReturn) {
        return ABag.that(RECEIVED)
                .of(ABag.VESICANT)
                .witnessed()
                .with(new Infusing(null, line, bloodReturn))
                .isTriedWith(START);
    }

    @Proves("O11-set")
    @Test
    void paclitaxelRunsThroughNoPvcAndThroughAFilter() {
        decision(filtered(Set.of())).isRefusedAs(LoopIssue.INCOMPATIBLE_DILUENT);
        decision(filtered(Set.of(SetProperty.NON_PVC))).isRefusedAs(LoopIssue.INCOMPATIBLE_DILUENT);
        decision(filtered(Set.of(SetProperty.NON_PVC, SetProperty.FILTER_1_2)))
                .isRefusedAs(LoopIssue.INCOMPATIBLE_DILUENT);
        decision(filtered(Set.of(SetProperty.NON_PVC, SetProperty.FILTER_0_2))).movesTo(INFUSING);
        decision(ABag.that(RECEIVED)
                        .with(new Infusing(null, null, false, Set.of()))
                        .isTriedWith(START))
                .movesTo(INFUSING);
        assertThat(filtered(null))
                .isInstanceOfSatisfying(
                        Decision.Moved.class,
                        moved -> assertThat(moved.unchecked()).extracting("id").contains("O11-set"));
    }

    private static Decision filtered(Set<SetProperty> set) {
        return ABag.that(RECEIVED)
                .of(ABag.NEEDS_FILTER)
                .witnessed()
                .with(new Infusing(null, Line.PICC, false, set))
                .isTriedWith(START);
    }

    @Proves("B7")
    @Test
    void aStartFarFromThePlanNeedsAReason() {
        decision(planned(Duration.ofMinutes(31))).warnsOf(LoopIssue.OUTSIDE_WINDOW);
        decision(planned(Duration.ofMinutes(-121))).warnsOf(LoopIssue.OUTSIDE_WINDOW);
        decision(planned(Duration.ofMinutes(30))).movesTo(INFUSING);
        decision(planned(Duration.ofMinutes(-120))).movesTo(INFUSING);
    }

    private static Decision planned(Duration fromNow) {
        return ABag.that(RECEIVED).planned(NOW.plus(fromNow)).isTriedWith(START);
    }

    @Proves("B7")
    @Test
    void aReasonIsKeptWithTheMoveAndABlankOneIsNone() {
        ABag late = ABag.that(RECEIVED).planned(NOW.minus(Duration.ofHours(3)));
        decision(late.because(LoopIssue.OUTSIDE_WINDOW, " ").isTriedWith(START)).warnsOf(LoopIssue.OUTSIDE_WINDOW);
        assertThat(late.because(LoopIssue.OUTSIDE_WINDOW, "患者迟到").isTriedWith(START))
                .isInstanceOfSatisfying(
                        Decision.Moved.class,
                        moved -> assertThat(moved.overridden())
                                .extracting("reason")
                                .containsExactly("患者迟到"));
    }

    @Proves("B8")
    @Test
    void aBagIsNotStartedBeforeOneThatIsPlannedEarlier() {
        OtherBag waiting = bag(RECEIVED, PREMEDICATION, NOW.minus(Duration.ofMinutes(20)), null);
        decision(startBeside(waiting)).warnsOf(LoopIssue.SEQUENCE);
        decision(startBeside(bag(NOT_GIVEN, PREMEDICATION, NOW.minus(Duration.ofMinutes(20)), null)))
                .movesTo(INFUSING);
        decision(startBeside(bag(COMPLETED, PREMEDICATION, NOW.minus(Duration.ofMinutes(20)), NOW.minusSeconds(1200))))
                .movesTo(INFUSING);
        decision(startBeside(bag(RECEIVED, PREMEDICATION, NOW.plus(Duration.ofMinutes(60)), null)))
                .movesTo(INFUSING);
    }

    @Proves("B8")
    @Test
    void bagsPlannedForTheSameTimeHaveNoOrder() {
        decision(startBeside(bag(RECEIVED, PREMEDICATION, NOW.minus(Duration.ofMinutes(4)), null)))
                .movesTo(INFUSING);
        decision(startBeside(bag(ORDERED, PREMEDICATION, NOW.minus(Duration.ofDays(1)), null)))
                .movesTo(INFUSING);
        decision(startBeside(bag(RECEIVED, PREMEDICATION, null, null))).movesTo(INFUSING);
    }

    @Proves("B8")
    @Test
    void aCytotoxicBagWaitsUntilThePremedicationHasRun() {
        decision(startBeside(bag(INFUSING, PREMEDICATION, NOW.minus(Duration.ofMinutes(20)), NOW.minusSeconds(600))))
                .warnsOf(LoopIssue.SEQUENCE);
    }

    @Proves("B13")
    @Test
    void whereTheSiteSetsATimePremedicationIsGivenThatTimeToWork() {
        OtherBag given = bag(COMPLETED, PREMEDICATION, null, NOW.minus(Duration.ofMinutes(20)));
        ABag bag = ABag.that(RECEIVED).cytotoxic().witnessed().around(beside(given));
        decision(bag.isTriedWith(START)).movesTo(INFUSING);
        decision(bag.isTriedWith(START, site("premedication-dwell", "30m"))).warnsOf(LoopIssue.SEQUENCE);
        decision(bag.isTriedWith(START, site("premedication-dwell", "20m"))).movesTo(INFUSING);
    }

    @Proves("B16")
    @Test
    void twoCytotoxicBagsDoNotRunIntoOnePatientAtOnce() {
        decision(startBeside(bag(INFUSING, CYTOTOXIC, null, NOW.minusSeconds(600))))
                .warnsOf(LoopIssue.SEQUENCE);
        decision(startBeside(bag(PAUSED, CYTOTOXIC, null, NOW.minusSeconds(600))))
                .warnsOf(LoopIssue.SEQUENCE);
        decision(startBeside(bag(COMPLETED, CYTOTOXIC, null, NOW.minusSeconds(600))))
                .movesTo(INFUSING);
        decision(ABag.that(RECEIVED)
                        .around(beside(bag(INFUSING, CYTOTOXIC, null, NOW.minusSeconds(600))))
                        .isTriedWith(START))
                .movesTo(INFUSING);
    }

    @Proves("B5-notice")
    @Test
    void theSameDrugShortlyAfterIsPutOnRecordAndHoldsNobodyUp() {
        ABag bag = ABag.that(RECEIVED)
                .around(beside(bag(COMPLETED, PREMEDICATION, null, NOW.minus(Duration.ofMinutes(90)))));
        decision(bag.isTriedWith(START)).movesTo(INFUSING);
        decision(bag.isTriedWith(START)).leavesANoticeOf(LoopIssue.DUPLICATE_DRUG);
    }

    private static Decision startBeside(OtherBag other) {
        return ABag.that(RECEIVED).cytotoxic().witnessed().around(beside(other)).isTriedWith(START);
    }

    private static Circumstances beside(OtherBag other) {
        return new Circumstances(true, null, null, Map.of(), List.of(other), null, Set.of());
    }

    private static OtherBag bag(BagState state, Contents contents, Instant planned, Instant started) {
        return new OtherBag(state, contents, planned, started, null);
    }

    @Proves("B11")
    @Test
    void whereTheSiteAsksForItVitalSignsAreTakenBeforeTheStart() {
        SiteSettings strict = site("vitals-within", "30m");
        decision(ABag.that(RECEIVED).isTriedWith(START)).movesTo(INFUSING);
        decision(ABag.that(RECEIVED).isTriedWith(START, strict)).warnsOf(LoopIssue.VITALS_MISSING);
        decision(taken(Duration.ofMinutes(31), strict)).warnsOf(LoopIssue.VITALS_MISSING);
        decision(taken(Duration.ofMinutes(10), strict)).movesTo(INFUSING);
    }

    private static Decision taken(Duration ago, SiteSettings site) {
        Circumstances around = new Circumstances(true, null, NOW.minus(ago), Map.of(), List.of(), null, Set.of());
        return ABag.that(RECEIVED).around(around).isTriedWith(START, site);
    }

    @Proves("B12")
    @Test
    void aPumpThatIsNotSetAsOrderedIsNoticed() {
        decision(at(111.0)).warnsOf(LoopIssue.RATE_DEVIATION);
        decision(at(89.0)).warnsOf(LoopIssue.RATE_DEVIATION);
        decision(at(110.0)).movesTo(INFUSING);
        decision(at(null)).movesTo(INFUSING);
    }

    private static Decision at(Double rate) {
        return ABag.that(RECEIVED)
                .orderedAt(100.0)
                .with(new Infusing(rate, null, false))
                .isTriedWith(START);
    }

    private static SiteSettings site(String setting, String value) {
        return SiteSettings.of(asked -> asked.equals("chemoloop.loop." + setting) ? value : null);
    }
}
