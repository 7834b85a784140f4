package org.chemoloop.fhir.loop.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chemoloop.fhir.loop.ABag.NOW;
import static org.chemoloop.fhir.loop.BagState.*;
import static org.chemoloop.fhir.loop.DecisionAssert.decision;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chemoloop.fhir.loop.ABag;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Person;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.known.Circumstances;
import org.chemoloop.fhir.loop.known.Circumstances.Lab;
import org.chemoloop.fhir.loop.known.Circumstances.Prescription;
import org.chemoloop.fhir.loop.known.Contents;
import org.chemoloop.fhir.loop.known.Said.Pack;
import org.chemoloop.fhir.loop.known.Said.Preparing;
import org.chemoloop.fhir.loop.rule.Proves;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.junit.jupiter.api.Test;

/** The rules of review, release, preparation and delivery. */
class PreparationRulesTest {

    private static SiteSettings site(String setting, String value) {
        return SiteSettings.of(asked -> asked.equals("chemoloop.loop." + setting) ? value : null);
    }

    @Proves("A5")
    @Test
    void drugsAreReleasedForPatientsWhoAreHere() {
        decision(ABag.that(ACCEPTED).beforeThePatientArrived().isTriedWith(Move.RELEASE))
                .isRefusedAs(LoopIssue.WRONG_STATE);
        decision(ABag.that(ACCEPTED).isTriedWith(Move.RELEASE)).movesTo(RELEASED);
    }

    @Proves("A5")
    @Test
    void whereTheSiteAsksForItADoctorSaysGoFirst() {
        SiteSettings strict = site("release-gate", "arrived, doctor");
        decision(ABag.that(ACCEPTED).isTriedWith(Move.RELEASE, strict)).isRefusedAs(LoopIssue.WRONG_STATE);
        decision(ABag.that(ACCEPTED).around(go(NOW.minus(Duration.ofHours(20)))).isTriedWith(Move.RELEASE, strict))
                .isRefusedAs(LoopIssue.WRONG_STATE);
        decision(ABag.that(ACCEPTED).around(go(NOW.minus(Duration.ofHours(1)))).isTriedWith(Move.RELEASE, strict))
                .movesTo(RELEASED);
    }

    private static Circumstances go(Instant at) {
        return new Circumstances(true, at, null, Map.of(), List.of(), null, Set.of());
    }

    @Proves("A5")
    @Test
    void missingVitalsAndPoorBloodCountsNeedAReasonWhereTheSiteAsks() {
        SiteSettings vitals = site("release-gate", "arrived, vitals");
        decision(ABag.that(ACCEPTED).isTriedWith(Move.RELEASE, vitals)).warnsOf(LoopIssue.VITALS_MISSING);

        SiteSettings labs = site("release-gate", "arrived, labs")
                .with(org.chemoloop.fhir.loop.guard.preparation.ReadyForRelease.GATE, "arrived, labs");
        SiteSettings limited = SiteSettings.of(asked -> switch (asked) {
            case "chemoloop.loop.release-gate" -> "arrived, labs";
            case "chemoloop.loop.lab-limits" -> "751-8>=1.5, 777-3>=100";
            default -> null;
        });
        decision(ABag.that(ACCEPTED).isTriedWith(Move.RELEASE, labs)).movesTo(RELEASED);
        decision(ABag.that(ACCEPTED).isTriedWith(Move.RELEASE, limited)).warnsOf(LoopIssue.LAB_GATE);
        decision(ABag.that(ACCEPTED).around(counts(0.9, 180, NOW)).isTriedWith(Move.RELEASE, limited))
                .warnsOf(LoopIssue.LAB_GATE);
        decision(ABag.that(ACCEPTED)
                        .around(counts(2.1, 180, NOW.minus(Duration.ofDays(5))))
                        .isTriedWith(Move.RELEASE, limited))
                .warnsOf(LoopIssue.LAB_GATE);
        decision(ABag.that(ACCEPTED).around(counts(2.1, 180, NOW)).isTriedWith(Move.RELEASE, limited))
                .movesTo(RELEASED);
    }

    private static Circumstances counts(double neutrophils, double platelets, Instant at) {
        return new Circumstances(
                true,
                null,
                null,
                Map.of("751-8", new Lab(neutrophils, at), "777-3", new Lab(platelets, at)),
                List.of(),
                null,
                Set.of());
    }

    @Proves("P2")
    @Test
    void nobodyReviewsWhatTheyHavePrescribed() {
        Person both = new Person("doctor1", Set.of("doctor", "pharmacist"));
        decision(ABag.that(ORDERED).by(both).isTriedWith(Move.REVIEW)).isRefusedAs(LoopIssue.SAME_PERSON);
        decision(ABag.that(RELEASED).by(both).isTriedWith(Move.REVIEW)).isRefusedAs(LoopIssue.SAME_PERSON);
        decision(ABag.that(ORDERED).by(ABag.PIVAS).isTriedWith(Move.REVIEW)).movesTo(REVIEWED);
    }

    @Proves("P4")
    @Test
    void aPackThatIsNotOrderedDoesNotGoIntoTheBag() {
        decision(prepared("OXALI50", null)).isRefusedAs(LoopIssue.WRONG_STATE);
        decision(prepared("CARBO150", null)).movesTo(PREPARED);
    }

    @Proves("P4")
    @Test
    void anExpiredPackDoesNotGoIntoTheBag() {
        decision(prepared("CARBO150", LocalDate.of(2026, 11, 22))).isRefusedAs(LoopIssue.BEYOND_USE);
        decision(prepared("CARBO150", LocalDate.of(2027, 1, 31))).movesTo(PREPARED);
    }

    private static org.chemoloop.fhir.loop.Decision prepared(String pack, LocalDate expires) {
        Preparing opened = new Preparing(List.of(new Pack(pack, expires, null)), Map.of(), null, null, null);
        return ABag.that(RELEASED).cytotoxic().with(opened).isTriedWith(Move.PREPARE);
    }

    @Proves("P4-recall")
    @Test
    void aPackOfARecalledLotDoesNotGoIntoTheBag() {
        SiteSettings recall = site("recalled-lots", "CARBO150/K77, DEX5/K77");
        Pack called = new Pack("CARBO150", null, "K77");
        Pack good = new Pack("CARBO150", null, "K78");
        decision(opened(called).isTriedWith(Move.PREPARE, recall)).isRefusedAs(LoopIssue.WRONG_STATE);
        decision(opened(called).isTriedWith(Move.PREPARE)).movesTo(PREPARED);
        decision(opened(good).isTriedWith(Move.PREPARE, recall)).movesTo(PREPARED);
        Preparing wholeBag = new Preparing(List.of(), Map.of(), null, null, "K77");
        decision(ABag.that(RELEASED)
                        .cytotoxic()
                        .by(ABag.PIVAS)
                        .toldByMessage()
                        .with(wholeBag)
                        .isTriedWith(Move.COMPOUND, recall))
                .isRefusedAs(LoopIssue.WRONG_STATE);
        Contents made = new Contents(ABag.CYTOTOXIC.ingredients(), null, "K77", Set.of());
        decision(ABag.that(RECEIVED).of(made).witnessed().isTriedWith(Move.START, recall))
                .isRefusedAs(LoopIssue.WRONG_STATE);
        decision(ABag.that(RECEIVED).of(made).witnessed().isTriedWith(Move.START))
                .movesTo(INFUSING);
        assertThatThrownBy(() -> ABag.that(RELEASED).isTriedWith(Move.PREPARE, site("recalled-lots", "K77")))
                .hasMessageContaining("CHEMOLOOP_LOOP_RECALLED_LOTS");
    }

    private static ABag opened(Pack pack) {
        return ABag.that(RELEASED).cytotoxic().with(new Preparing(List.of(pack), Map.of(), null, null, null));
    }

    @Proves("P7-stability")
    @Test
    void noBagIsGivenALongerLifeThanItsDrugsHaveWithoutAReason() {
        decision(promised(Duration.ofHours(12)).isTriedWith(Move.PREPARE)).warnsOf(LoopIssue.BEYOND_USE);
        decision(promised(Duration.ofHours(12))
                        .because("P7-stability", "另一厂家说明书：24 小时")
                        .isTriedWith(Move.PREPARE))
                .movesTo(PREPARED);
        decision(promised(Duration.ofHours(8)).isTriedWith(Move.PREPARE)).movesTo(PREPARED);
        decision(promised(Duration.ofHours(12)).of(ABag.CYTOTOXIC).isTriedWith(Move.PREPARE))
                .movesTo(PREPARED);
    }

    private static ABag promised(Duration life) {
        return ABag.that(RELEASED)
                .of(new Contents(ABag.CYTOTOXIC.ingredients(), Duration.ofHours(8), null, Set.of()))
                .with(new Preparing(List.of(), Map.of(), null, NOW.plus(life), null));
    }

    @Proves("O15")
    @Test
    void whatWasTypedInFromPaperIsReadByAPharmacistBeforeItIsReleased() {
        decision(ABag.that(ACCEPTED).prescribedElsewhere().isTriedWith(Move.RELEASE))
                .isRefusedAs(LoopIssue.WRONG_STATE);
        decision(ABag.that(ACCEPTED).prescribedElsewhere().alsoTook(REVIEWED).isTriedWith(Move.RELEASE))
                .movesTo(RELEASED);
        decision(ABag.that(ACCEPTED).prescribedElsewhere().isTriedWith(Move.RELEASE, site("external-reviewed", "off")))
                .movesTo(RELEASED);
    }

    @Proves("O15-document")
    @Test
    void whoReviewsWithoutTheOriginalSaysWhereItIs() {
        ABag bag = ABag.that(ORDERED)
                .prescribedElsewhere()
                .by(ABag.PIVAS)
                .around(Circumstances.of(Prescription.EXTERNAL_WITHOUT_DOCUMENT));
        decision(bag.isTriedWith(Move.REVIEW)).warnsOf(LoopIssue.CATEGORY_MISMATCH);
        decision(bag.isTriedWith(Move.REVIEW, site("external-document", "off"))).movesTo(REVIEWED);
        decision(bag.because("O15-document", "原件存放于药房").isTriedWith(Move.REVIEW))
                .movesTo(REVIEWED);
    }

    @Proves("O3-chemo")
    @Test
    void aChemotherapyPrescriptionWithoutACytotoxicDrugIsPutOnRecordAndHoldsNobodyUp() {
        assertThat(notices(Prescription.CHEMOTHERAPY_WITHOUT_CYTOTOXIC)).containsExactly(LoopIssue.CATEGORY_MISMATCH);
        assertThat(notices(Prescription.NOTHING_ODD)).isEmpty();
    }

    private static List<LoopIssue> notices(Prescription prescription) {
        return ABag.that(ORDERED).around(Circumstances.of(prescription)).isTriedWith(Move.ACCEPT)
                        instanceof org.chemoloop.fhir.loop.Decision.Moved moved
                ? moved.notices().stream().map(Refusal::issue).toList()
                : List.of(LoopIssue.WRONG_STATE);
    }

    @Proves("P6")
    @Test
    void nobodyChecksWhatTheyPickedAndNobodyPassesWhatTheyCompounded() {
        decision(ABag.that(PICKED).wasTakenBy(ABag.PIVAS, PICKED).by(ABag.PIVAS).isTriedWith(Move.CHECK))
                .isRefusedAs(LoopIssue.SAME_PERSON);
        decision(ABag.that(PICKED)
                        .wasTakenBy(ABag.PIVAS, PICKED)
                        .by(ABag.OTHER_PIVAS)
                        .isTriedWith(Move.CHECK))
                .movesTo(CHECKED);
        ABag made = ABag.that(COMPOUNDED).wasTakenBy(ABag.PIVAS, COMPOUNDED);
        decision(made.by(ABag.PIVAS).isTriedWith(Move.PASS_QC)).isRefusedAs(LoopIssue.SAME_PERSON);
        decision(made.by(ABag.OTHER_PIVAS).isTriedWith(Move.PASS_QC)).movesTo(QC_PASSED);
    }

    @Proves("P6")
    @Test
    void tellingTheStepsInAnotherOrderIsNoWayAroundTheDoubleCheck() {
        decision(ABag.withOnly(ACCEPTED, RELEASED, QC_PASSED)
                        .wasTakenBy(ABag.PIVAS, QC_PASSED)
                        .by(ABag.PIVAS)
                        .isTriedWith(Move.COMPOUND))
                .isRefusedAs(LoopIssue.SAME_PERSON);
    }

    @Proves("P6")
    @Test
    void whatAPivasTellsByMessageIsFlaggedNotRefusedUnlessTheSiteWantsIt() {
        ABag made = ABag.that(COMPOUNDED)
                .wasTakenBy(ABag.PIVAS, COMPOUNDED)
                .by(ABag.PIVAS)
                .toldByMessage();
        decision(made.isTriedWith(Move.PASS_QC)).movesTo(QC_PASSED);
        decision(made.isTriedWith(Move.PASS_QC)).leavesANoticeOf(LoopIssue.SAME_PERSON);
        decision(made.isTriedWith(Move.PASS_QC, site("same-person-in-messages", "refuse")))
                .isRefusedAs(LoopIssue.SAME_PERSON);
    }

    @Proves("P7")
    @Test
    void whereTheSiteAsksForItABagWithoutABeyondUseTimeIsNotReceived() {
        ABag unknown = ABag.that(DISPATCHED).usableUntil(null);
        decision(unknown.isTriedWith(Move.RECEIVE)).movesTo(RECEIVED);
        decision(unknown.isTriedWith(Move.RECEIVE, site("beyond-use-required", "on")))
                .isRefusedAs(LoopIssue.BEYOND_USE);
    }

    @Proves("P8")
    @Test
    void anAmountThatDiffersFromTheOrderNeedsAReason() {
        decision(compounded(316)).warnsOf(LoopIssue.DOSE_HIGH);
        decision(compounded(284)).warnsOf(LoopIssue.DOSE_HIGH);
        decision(compounded(315)).movesTo(COMPOUNDED);
    }

    private static org.chemoloop.fhir.loop.Decision compounded(double milligrams) {
        Preparing measured = new Preparing(List.of(), Map.of("CARBO150", milligrams), null, null, null);
        return ABag.that(RELEASED).cytotoxic().with(measured).by(ABag.PIVAS).isTriedWith(Move.COMPOUND);
    }

    @Proves("P9")
    @Test
    void cytotoxicDrugsAreOnlyPreparedInTheirCabinet() {
        SiteSettings cabinets = site("cytotoxic-locations", "bsc-1, bsc-2");
        decision(madeIn("bench", ABag.CYTOTOXIC, cabinets)).isRefusedAs(LoopIssue.WRONG_STATE);
        decision(madeIn("bsc-2", ABag.CYTOTOXIC, cabinets)).movesTo(COMPOUNDED);
        decision(madeIn("bench", ABag.PREMEDICATION, cabinets)).movesTo(COMPOUNDED);
    }

    @Proves("P9")
    @Test
    void cytotoxicDrugsAreOnlyPreparedByTrainedPeople() {
        decision(madeIn("bsc-1", ABag.CYTOTOXIC, site("cytotoxic-operators", "pivas2")))
                .isRefusedAs(LoopIssue.NOT_PRIVILEGED);
        decision(madeIn("bsc-1", ABag.CYTOTOXIC, site("cytotoxic-operators", "pivas1")))
                .movesTo(COMPOUNDED);
    }

    private static org.chemoloop.fhir.loop.Decision madeIn(
            String place, org.chemoloop.fhir.loop.known.Contents contents, SiteSettings site) {
        return ABag.that(BagState.RELEASED)
                .of(contents)
                .with(new Preparing(List.of(), Map.of(), place, null, null))
                .by(ABag.PIVAS)
                .isTriedWith(Move.COMPOUND, site);
    }
}
