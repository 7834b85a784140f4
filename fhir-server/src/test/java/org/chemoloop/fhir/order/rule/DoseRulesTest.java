package org.chemoloop.fhir.order.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.CARBOPLATIN;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.DEXAMETHASONE;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.DOXORUBICIN;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.EPIRUBICIN;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.GEMCITABINE;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.GLUCOSE;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.OXALIPLATIN;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.PACLITAXEL;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.SALT;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.VINCRISTINE;
import static org.chemoloop.fhir.order.rule.Verdicts.flags;
import static org.chemoloop.fhir.order.rule.Verdicts.refusals;
import static org.chemoloop.fhir.order.rule.Verdicts.words;

import java.time.Duration;
import java.util.Map;
import org.chemoloop.fhir.loop.rule.Proves;
import org.chemoloop.fhir.order.rule.Facts.Kind;
import org.chemoloop.fhir.order.rule.OrderRuleBook.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of a drug, how often, and for whom (O4 to O9, O13). */
class DoseRulesTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    @Proves("O4")
    void theSameDrugTwiceOnOneDayIsFlaggedAndADiluentIsNot() {
        assertThat(flags(AnOrder.of(CARBOPLATIN, "300")
                        .in(SALT, "250")
                        .besides(CARBOPLATIN, "300", Duration.ZERO)
                        .ofABag()))
                .containsExactly("duplicate-drug");
        assertThat(flags(AnOrder.of(CARBOPLATIN, "300")
                        .in(SALT, "250")
                        .besides(SALT, "0", Duration.ZERO)
                        .besides(CARBOPLATIN, "300", DAY)
                        .ofABag()))
                .isEmpty();
    }

    @Test
    @Proves("O5")
    void aBodySurfaceOfLastSpringIsMeasuredAgain() {
        assertThat(flags(AnOrder.of(CARBOPLATIN, "300")
                        .measured(Kind.HEIGHT, "170", Duration.ofDays(200))
                        .measured(Kind.WEIGHT, "65", DAY)
                        .ofABag()))
                .containsExactly("bsa-stale");
    }

    @Test
    @Proves("O5")
    void aBodySurfaceThatDoesNotFitHeightAndWeightIsFlagged() {
        AnOrder order =
                AnOrder.of(CARBOPLATIN, "300").measured(Kind.HEIGHT, "170", DAY).measured(Kind.WEIGHT, "65", DAY);

        assertThat(order.measured(Kind.AREA, "1.75", DAY).ofABag().findings()).isEmpty();
        assertThat(flags(order.measured(Kind.AREA, "2.1", DAY).ofABag())).containsExactly("bsa-stale");
    }

    @Test
    @Proves("O5")
    void whereNobodySendsHeightAndWeightTheOrderSaysSoAndGoesOn() {
        Verdict verdict = AnOrder.of(CARBOPLATIN, "300").ofABag();

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.notChecked()).extracting(rule -> rule.id()).contains("O5");
    }

    @ParameterizedTest
    @CsvSource({"2, ''", "2.1, dose-high", "4, dose-high"})
    @Proves("O6")
    void vincristineAboveTwoMilligramsGoesToThePharmacist(String milligrams, String flag) {
        Verdict verdict = AnOrder.of(VINCRISTINE, milligrams).in(SALT, "50").ofABag();

        assertThat(String.join("", flags(verdict))).isEqualTo(flag);
        assertThat(refusals(verdict)).isEmpty();
    }

    @Test
    @Proves("O6")
    void tenfoldVincristineIsASlipOfThePenAndRefused() {
        Verdict verdict = AnOrder.of(VINCRISTINE, "20").in(SALT, "50").ofABag();

        assertThat(refusals(verdict)).containsExactly("dose-high");
    }

    @Test
    @Proves("O6")
    void theDoseOfTwoLinesInOneBagIsOneDose() {
        assertThat(flags(AnOrder.of(CARBOPLATIN, "500").with(CARBOPLATIN, "500").ofABag()))
                .containsExactly("dose-high");
    }

    @Test
    @Proves("O6")
    void aDosePerBodySurfaceIsJudgedByThisPatient() {
        AnOrder small = AnOrder.of(DOXORUBICIN, "120").measured(Kind.AREA, "1.4", DAY);
        AnOrder big = AnOrder.of(DOXORUBICIN, "120").measured(Kind.AREA, "2.0", DAY);

        assertThat(flags(small.ofABag())).containsExactly("dose-high");
        assertThat(big.ofABag().findings()).isEmpty();
    }

    @Test
    @Proves("O7")
    void whatWasGivenOfAnotherAnthracyclineCountsTowardsTheLifetime() {
        AnOrder order = AnOrder.of(DOXORUBICIN, "100").measured(Kind.AREA, "1.6", DAY);
        order.besides(EPIRUBICIN, "1200", Duration.ofDays(400));

        assertThat(order.ofABag().findings()).as("700 mg on 1.6 m²").isEmpty();
        assertThat(flags(order.besides(EPIRUBICIN, "100", Duration.ofDays(380)).ofABag()))
                .containsExactly("cumulative-dose");
    }

    @Test
    @Proves("O7")
    void aLifetimeOfDoxorubicinComesToAnEnd() {
        AnOrder order = AnOrder.of(DOXORUBICIN, "100").measured(Kind.AREA, "1.6", DAY);
        order.besides(DOXORUBICIN, "600", Duration.ofDays(40));

        assertThat(order.ofABag().findings()).isEmpty();
        assertThat(flags(order.besides(DOXORUBICIN, "100", Duration.ofDays(20)).ofABag()))
                .containsExactly("cumulative-dose");
    }

    @ParameterizedTest
    @CsvSource({"7, cycle-too-early", "13, ''", "14, ''"})
    @Proves("O8")
    void theNextCycleOfOxaliplatinWaitsTwoWeeksGiveOrTakeADay(int days, String flag) {
        Verdict verdict = AnOrder.of(OXALIPLATIN, "150")
                .in(GLUCOSE, "500")
                .besides(OXALIPLATIN, "150", Duration.ofDays(days))
                .ofABag();

        assertThat(String.join("", flags(verdict))).isEqualTo(flag);
    }

    @Test
    @Proves("O9")
    void lowNeutrophilsHoldAnOrderWhereTheSiteSetsALimit() {
        AnOrder order = AnOrder.of(CARBOPLATIN, "300").measured(Kind.NEUTROPHILS, "0.8", DAY);

        assertThat(order.ofABag().findings()).isEmpty();
        assertThat(flags(order.where("chemoloop.rules.neutrophils-least", "1.5").ofABag()))
                .containsExactly("lab-gate");
    }

    @ParameterizedTest
    @CsvSource({"7, ''", "8, ''", "14, cycle-too-early", "4, cycle-too-early", "21, ''", "28, ''"})
    @Proves("O8")
    void gemcitabineIsGivenOnDayOneAndEightOfThreeWeeks(int days, String flag) {
        AnOrder order = AnOrder.of(GEMCITABINE, "1500").in(SALT, "250");
        order.besides(GEMCITABINE, "1500", Duration.ofDays(days));

        assertThat(String.join("", flags(order.ofABag()))).isEqualTo(flag);
    }

    @Test
    @Proves("O8")
    void theDayIsCountedFromTheBeginningOfTheCycleNotFromTheLastTime() {
        AnOrder order = AnOrder.of(GEMCITABINE, "1500")
                .in(SALT, "250")
                .besides(GEMCITABINE, "1500", Duration.ofDays(35))
                .besides(GEMCITABINE, "1500", Duration.ofDays(28))
                .besides(GEMCITABINE, "1500", Duration.ofDays(14));

        assertThat(flags(order.ofABag())).containsExactly("cycle-too-early");
        assertThat(words(order.ofABag())).contains("第 15 天");
        assertThat(flags(order.besides(GEMCITABINE, "1500", Duration.ofDays(7)).ofABag()))
                .as("day 8 given does not make day 15 right")
                .containsExactly("cycle-too-early");
    }

    @ParameterizedTest
    @CsvSource({"600, ''", "625, ''", "660, dose-high", "500, dose-high"})
    @Proves("O6-auc")
    void carboplatinForAnAucOfFiveIsWhatTheKidneysMakeOfIt(String milligrams, String flag) {
        AnOrder order = AnOrder.of(CARBOPLATIN, milligrams).in(SALT, "250").reaching("5");

        assertThat(order.ofABag().notChecked()).extracting(rule -> rule.id()).contains("O6-auc");
        assertThat(String.join(
                        "", flags(order.measured(Kind.CLEARANCE, "95", DAY).ofABag())))
                .isEqualTo(flag);
    }

    @Test
    @Proves("O6-auc")
    void whereTheLaboratorySendsNoClearanceItIsEstimatedAndNeverAbove125() {
        AnOrder sixty = AnOrder.of(CARBOPLATIN, "600")
                .in(SALT, "250")
                .reaching("5")
                .measured(Kind.WEIGHT, "70", DAY)
                .measured(Kind.CREATININE, "72.5", DAY)
                .patient(false, "1966-11-01");
        assertThat(flags(sixty.ofABag())).as("95 mL/min after Cockcroft").isEmpty();
        assertThat(flags(sixty.patient(true, "1966-11-01").ofABag())).containsExactly("dose-high");

        AnOrder young = AnOrder.of(CARBOPLATIN, "750").in(SALT, "250").reaching("5");
        assertThat(flags(young.measured(Kind.CLEARANCE, "180", DAY).ofABag())).isEmpty();
    }

    @Test
    @Proves("O9-status")
    void whoIsPregnantOrCarriesHepatitisBIsLookedAtFirst() {
        AnOrder order = AnOrder.of(CARBOPLATIN, "300").in(SALT, "250");
        assertThat(order.ofABag().notChecked()).extracting(rule -> rule.id()).contains("O9-status");

        order.tested(Facts.Test.HEPATITIS_B, false, Duration.ofDays(300));
        assertThat(order.ofABag().notChecked())
                .as("nobody has tested for a pregnancy")
                .extracting(rule -> rule.id())
                .contains("O9-status");
        assertThat(order.patient(false, "1962-06-17").ofABag().notChecked())
                .extracting(rule -> rule.id())
                .doesNotContain("O9-status");
        assertThat(order.ofABag().findings()).isEmpty();

        order.tested(Facts.Test.PREGNANCY, true, Duration.ofDays(300));
        assertThat(order.ofABag().findings()).as("a pregnancy of last year").isEmpty();
        order.tested(Facts.Test.PREGNANCY, true, Duration.ofDays(3));
        assertThat(words(order.ofABag())).contains("妊娠");
        order.tested(Facts.Test.PREGNANCY, false, DAY).tested(Facts.Test.HEPATITIS_B, true, Duration.ofDays(900));
        assertThat(words(order.ofABag())).contains("乙肝");
        assertThat(flags(order.ofABag())).containsExactly("lab-gate");
    }

    @Test
    @Proves("O9")
    void anOrderWaitsForTheNeutrophilsWhereTheSiteWantsIt() {
        Map<String, String> site =
                Map.of("chemoloop.rules.neutrophils-least", "1.5", "chemoloop.rules.laboratory-holds", "on");
        AnOrder order = AnOrder.of(CARBOPLATIN, "300").in(SALT, "250").measured(Kind.NEUTROPHILS, "1.1", DAY);

        assertThat(order.where("chemoloop.rules.neutrophils-least", "1.5")
                        .ofABag()
                        .holds())
                .isFalse();
        assertThat(order.where(site).ofABag().holds()).isTrue();
        assertThat(refusals(order.ofABag())).isEmpty();
        assertThat(order.measured(Kind.NEUTROPHILS, "1.7", DAY).ofABag().holds())
                .isFalse();
    }

    @Test
    @Proves("O9")
    void laboratoryResultsOfLastWeekAreOld() {
        assertThat(flags(AnOrder.of(CARBOPLATIN, "300")
                        .measured(Kind.NEUTROPHILS, "4.2", Duration.ofDays(7))
                        .where("chemoloop.rules.neutrophils-least", "1.5")
                        .ofABag()))
                .containsExactly("lab-gate");
    }

    @Test
    @Proves("O13")
    void paclitaxelWithoutDexamethasoneOnTheSameDayIsFlagged() {
        AnOrder order = AnOrder.of(PACLITAXEL, "240").in(GLUCOSE, "500");

        assertThat(flags(order.ofABag())).containsExactly("sequence");
        assertThat(order.besides(DEXAMETHASONE, "5", Duration.ZERO).ofABag().findings())
                .isEmpty();
    }
}
