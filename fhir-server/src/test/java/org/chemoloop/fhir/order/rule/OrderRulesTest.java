package org.chemoloop.fhir.order.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.catalogue.Handling;
import org.chemoloop.fhir.catalogue.Limit;
import org.chemoloop.fhir.catalogue.Privilege;
import org.chemoloop.fhir.catalogue.Tier;
import org.chemoloop.fhir.loop.rule.Proves;
import org.chemoloop.fhir.order.rule.Facts.Kind;
import org.chemoloop.fhir.order.rule.OrderRuleBook.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderRulesTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Drug SALT = Drug.named("NS250", "0.9%氯化钠注射液 250ml").needs(Handling.DILUENT);
    private static final Drug GLUCOSE = Drug.named("G5500", "5%葡萄糖注射液 500ml").needs(Handling.DILUENT);
    private static final Drug CARBOPLATIN = Drug.named("CARBO150", "卡铂注射液 150mg")
            .needs(Handling.CYTOTOXIC)
            .of(Tier.ORDINARY)
            .with(Limit.HIGH_DOSE, "900");
    private static final Drug RITUXIMAB =
            Drug.named("RITUX100", "利妥昔单抗注射液 100mg").of(Tier.RESTRICTED);
    private static final Drug OXALIPLATIN = Drug.named("OXALI50", "注射用奥沙利铂 50mg")
            .needs(Handling.CYTOTOXIC)
            .onlyIn(List.of("G5500"))
            .neverWith("FU500")
            .with(Limit.CYCLE, "14");
    private static final Drug FLUOROURACIL = Drug.named("FU500", "氟尿嘧啶注射液 0.5g").needs(Handling.CYTOTOXIC);
    private static final Drug GEMCITABINE = Drug.named("GEMCI1", "注射用盐酸吉西他滨 1g")
            .needs(Handling.CYTOTOXIC)
            .with(Limit.CYCLE, "21")
            .onDays(1, 8);
    private static final Drug DEXAMETHASONE = Drug.named("DEX5", "地塞米松磷酸钠注射液 5mg");
    private static final Drug PACLITAXEL = Drug.named("PACLI30", "紫杉醇注射液 30mg")
            .needs(Handling.CYTOTOXIC)
            .after("DEX5")
            .with(Limit.MIN_CONCENTRATION, "0.3")
            .with(Limit.MAX_CONCENTRATION, "1.2");
    private static final Drug VINCRISTINE = Drug.named("VINCR1", "注射用硫酸长春新碱 1mg")
            .needs(Handling.CYTOTOXIC, Handling.MINI_BAG_ONLY)
            .neverBy("IT")
            .with(Limit.HIGH_DOSE, "2")
            .with(Limit.NEVER_DOSE, "4");
    private static final Drug DOXORUBICIN = Drug.named("DOXO10", "注射用盐酸多柔比星 10mg")
            .needs(Handling.CYTOTOXIC)
            .with(Limit.HIGH_DOSE_PER_AREA, "75")
            .with(Limit.LIFETIME_DOSE_PER_AREA, "450");

    @Test
    @Proves("O2")
    void aDoctorOfTheOrdinaryTierPrescribesNoRestrictedDrug() {
        AnOrder order = AnOrder.of(RITUXIMAB, "600").prescribedBy(Privilege.of(Tier.ORDINARY));

        assertThat(refusals(order.ofALine())).containsExactly("not-privileged");
        assertThat(words(order.ofALine())).contains("限制使用级");
    }

    @Test
    @Proves("O2")
    void aPrivilegeThatEndedYesterdayIsNone() {
        Privilege ended = new Privilege(
                Optional.of(Tier.RESTRICTED),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.of(AnOrder.NOW.minus(DAY)));

        Verdict verdict = AnOrder.of(RITUXIMAB, "600").prescribedBy(ended).ofALine();

        assertThat(refusals(verdict)).containsExactly("not-privileged");
        assertThat(words(verdict)).contains("不在有效期内");
    }

    @Test
    @Proves("O2")
    void aPrivilegeForOneDrugIsForNoOther() {
        Privilege onlyRituximab = new Privilege(
                Optional.of(Tier.RESTRICTED), Set.of("RITUX100"), Set.of(), Optional.empty(), Optional.empty());

        assertThat(AnOrder.of(RITUXIMAB, "600")
                        .prescribedBy(onlyRituximab)
                        .ofALine()
                        .findings())
                .isEmpty();
        assertThat(refusals(AnOrder.of(CARBOPLATIN, "300")
                        .prescribedBy(onlyRituximab)
                        .ofALine()))
                .containsExactly("not-privileged");
    }

    @Test
    @Proves("O2")
    void aDrugThatWasWithheldFromADoctorIsRefusedWhateverElseIsGranted() {
        Privilege withheld = new Privilege(
                Optional.empty(), Set.of(), Set.of("CARBO150"), Optional.of(Instant.EPOCH), Optional.empty());

        assertThat(refusals(AnOrder.of(CARBOPLATIN, "300")
                        .prescribedBy(Privilege.of(Tier.RESTRICTED), withheld)
                        .ofALine()))
                .containsExactly("not-privileged");
    }

    @Test
    @Proves("O17")
    void aDoctorWhomNobodyKnowsIsFlaggedAndRefusedWhereTheSiteWantsIt() {
        assertThat(flags(
                        AnOrder.of(CARBOPLATIN, "300").prescribedByNobodyKnown().ofALine()))
                .containsExactly("unknown-prescriber");
        assertThat(refusals(AnOrder.of(CARBOPLATIN, "300")
                        .prescribedByNobodyKnown()
                        .where("chemoloop.rules.refuse-unknown-prescriber", "on")
                        .ofALine()))
                .containsExactly("unknown-prescriber");
    }

    @Test
    @Proves("O16")
    void aDrugThatTheCatalogueDoesNotHaveIsFlaggedAndRefusedWhereTheSiteWantsIt() {
        assertThat(flags(new AnOrder().withUnknown("新药").ofALine())).containsExactly("unknown-drug");
        assertThat(refusals(new AnOrder()
                        .withUnknown("新药")
                        .where("chemoloop.rules.refuse-unknown-drug", "on")
                        .ofALine()))
                .containsExactly("unknown-drug");
    }

    @Test
    @Proves("O18")
    void aUnitThatNobodyKnowsIsFlagged() {
        assertThat(flags(AnOrder.of(CARBOPLATIN, "300").unit("盒").ofALine())).containsExactly("unknown-unit");
    }

    @Test
    @Proves("O3")
    void aCytotoxicDrugInAnOrdinaryPrescriptionGoesToThePharmacist() {
        assertThat(flags(AnOrder.of(CARBOPLATIN, "300").of("non-chemo").ofABag()))
                .contains("category-mismatch");
        assertThat(flags(AnOrder.of(CARBOPLATIN, "300").of("chemo").ofABag())).doesNotContain("category-mismatch");
        assertThat(flags(AnOrder.of(DEXAMETHASONE, "5").of("non-chemo").ofABag()))
                .isEmpty();
    }

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
    void laboratoryResultsOfLastWeekAreOld() {
        assertThat(flags(AnOrder.of(CARBOPLATIN, "300")
                        .measured(Kind.NEUTROPHILS, "4.2", Duration.ofDays(7))
                        .where("chemoloop.rules.neutrophils-least", "1.5")
                        .ofABag()))
                .containsExactly("lab-gate");
    }

    @Test
    @Proves("O10a")
    void whoIsAllergicToPaclitaxelGetsItOnlyAfterAPharmacistHasLooked() {
        assertThat(flags(AnOrder.of(PACLITAXEL, "240")
                        .with(DEXAMETHASONE, "5")
                        .in(GLUCOSE, "500")
                        .allergicTo("紫杉醇")
                        .ofABag()))
                .containsExactly("allergy");
    }

    @Test
    @Proves("O10b")
    void oxaliplatinAndFluorouracilDoNotShareABag() {
        assertThat(flags(AnOrder.of(OXALIPLATIN, "150")
                        .with(FLUOROURACIL, "500")
                        .in(GLUCOSE, "500")
                        .ofABag()))
                .containsExactly("interaction");
    }

    @Test
    @Proves("O11a")
    void oxaliplatinNeverMeetsSodiumChloride() {
        assertThat(refusals(AnOrder.of(OXALIPLATIN, "150").in(SALT, "500").ofABag()))
                .containsExactly("incompatible-diluent");
        assertThat(AnOrder.of(OXALIPLATIN, "150").in(GLUCOSE, "500").ofABag().findings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"240, 500, ''", "60, 500, incompatible-diluent", "700, 500, incompatible-diluent", "280, 1000, ''"})
    @Proves("O11b")
    void paclitaxelIsNeitherTooThinNorTooStrong(String milligrams, String millilitres, String code) {
        Verdict verdict = AnOrder.of(PACLITAXEL, milligrams)
                .with(DEXAMETHASONE, "5")
                .in(GLUCOSE, millilitres)
                .ofABag();

        assertThat(String.join("", refusals(verdict))).isEqualTo(code);
    }

    @Test
    @Proves("O12a")
    void vincristineIsNeverOrderedIntrathecally() {
        assertThat(refusals(AnOrder.of(VINCRISTINE, "2").in(SALT, "50").by("IT").ofABag()))
                .containsExactly("route-forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"硫酸长春新碱注射液", "Vinorelbine 10 mg", "注射用硫酸长春地辛"})
    @Proves("O12a")
    void aVincaThatTheCatalogueDoesNotHaveIsKnownByItsName(String name) {
        assertThat(refusals(new AnOrder().withUnknown(name).by("IT").ofABag())).containsExactly("route-forbidden");
        assertThat(refusals(new AnOrder().withUnknown(name).by("IV").ofABag())).isEmpty();
    }

    @Test
    @Proves("O12b")
    void vincristineIsNeverOrderedInASyringe() {
        assertThat(refusals(AnOrder.of(VINCRISTINE, "2").in(SALT, "10").ofABag()))
                .containsExactly("route-forbidden");
    }

    @Test
    @Proves("O13")
    void paclitaxelWithoutDexamethasoneOnTheSameDayIsFlagged() {
        AnOrder order = AnOrder.of(PACLITAXEL, "240").in(GLUCOSE, "500");

        assertThat(flags(order.ofABag())).containsExactly("sequence");
        assertThat(order.besides(DEXAMETHASONE, "5", Duration.ZERO).ofABag().findings())
                .isEmpty();
    }

    @Test
    @Proves("O14")
    void aPrescriptionOfSixDrugsOrOfLastWeekIsPointedOut() {
        AnOrder order = AnOrder.of(CARBOPLATIN, "450").in(SALT, "250");

        assertThat(flags(order.onAPrescription(6, Duration.ZERO).ofALine())).containsExactly("prescription-form");
        assertThat(flags(order.onAPrescription(5, Duration.ofDays(7)).ofALine()))
                .isEmpty();
        assertThat(flags(
                        order.where("chemoloop.rules.prescription-valid", "72h").ofALine()))
                .containsExactly("prescription-form");
    }

    @Test
    void anOrdinaryOrderIsInNobodysWay() {
        AnOrder order = AnOrder.of(CARBOPLATIN, "450").in(SALT, "250");

        assertThat(order.ofALine().findings()).isEmpty();
        assertThat(order.ofABag().findings()).isEmpty();
    }

    private static List<String> refusals(Verdict verdict) {
        return verdict.findings().stream()
                .filter(Finding::refuses)
                .map(finding -> finding.issue().code())
                .toList();
    }

    private static List<String> flags(Verdict verdict) {
        return verdict.findings().stream()
                .filter(finding -> !finding.refuses())
                .map(finding -> finding.issue().code())
                .toList();
    }

    private static String words(Verdict verdict) {
        return verdict.findings().get(0).words().zh();
    }
}
