package org.chemoloop.fhir.order.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.CARBOPLATIN;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.DEXAMETHASONE;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.GEMCITABINE;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.OXALIPLATIN;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.RITUXIMAB;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.VINCRISTINE;
import static org.chemoloop.fhir.order.rule.Verdicts.flags;
import static org.chemoloop.fhir.order.rule.Verdicts.refusals;
import static org.chemoloop.fhir.order.rule.Verdicts.words;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.catalogue.Regimen;
import org.chemoloop.fhir.catalogue.Regimen.Basis;
import org.chemoloop.fhir.catalogue.Regimen.Item;
import org.chemoloop.fhir.loop.rule.Proves;
import org.chemoloop.fhir.order.rule.Facts.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An order that names its regimen is held against it. */
class RegimenRuleTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final String REFUSED_ABOVE = "chemoloop.rules.regimen-refused-above";
    private static final Regimen REGIMEN = new Regimen(
            "R1",
            "方案一",
            21,
            List.of(
                    item("GEMCI1", Basis.BODY_SURFACE, "1000", Set.of(1, 8), null),
                    item("CARBO150", Basis.AUC, "5", Set.of(1), null),
                    item("VINCR1", Basis.BODY_SURFACE, "1.4", Set.of(1), "2"),
                    item("RITUX100", Basis.WEIGHT, "6", Set.of(1), null),
                    item("DEX5", Basis.FLAT, "10", Set.of(1), null)));

    private static Item item(String drug, Basis basis, String dose, Set<Integer> days, String most) {
        return new Item(
                drug,
                basis,
                new BigDecimal(dose),
                days,
                Optional.ofNullable(most).map(BigDecimal::new));
    }

    @ParameterizedTest
    @CsvSource({"1600, ''", "1670, ''", "1700, dose-high", "1530, ''", "1500, dose-high"})
    @Proves("O6-regimen")
    void theDoseIsWhatTheRegimenMakesOfThisPatientsBodySurface(String milligrams, String flag) {
        AnOrder order = AnOrder.of(GEMCITABINE, milligrams).following(REGIMEN).measured(Kind.AREA, "1.6", DAY);

        assertThat(String.join("", flags(order.ofABag()))).isEqualTo(flag);
    }

    @Test
    @Proves("O6-regimen")
    void weightKidneysAndAFlatDoseAreReckonedToo() {
        assertThat(flags(AnOrder.of(RITUXIMAB, "600")
                        .following(REGIMEN)
                        .measured(Kind.WEIGHT, "70", DAY)
                        .ofABag()))
                .containsExactly("dose-high");
        assertThat(flags(AnOrder.of(RITUXIMAB, "420")
                        .following(REGIMEN)
                        .measured(Kind.WEIGHT, "70", DAY)
                        .ofABag()))
                .isEmpty();
        assertThat(flags(AnOrder.of(CARBOPLATIN, "800")
                        .following(REGIMEN)
                        .measured(Kind.CLEARANCE, "95", DAY)
                        .ofABag()))
                .containsExactly("dose-high");
        assertThat(flags(AnOrder.of(CARBOPLATIN, "600")
                        .following(REGIMEN)
                        .measured(Kind.CLEARANCE, "95", DAY)
                        .ofABag()))
                .isEmpty();
        assertThat(flags(AnOrder.of(DEXAMETHASONE, "5").following(REGIMEN).ofABag()))
                .containsExactly("dose-high");
    }

    @Test
    @Proves("O6-regimen")
    void nobodyGetsMoreVincristineThanTheRegimensSingleDoseHoweverTall() {
        AnOrder order = AnOrder.of(VINCRISTINE, "2").in(ExampleDrugs.SALT, "50").following(REGIMEN);

        assertThat(order.measured(Kind.AREA, "2.2", DAY).ofABag().findings()).isEmpty();
        assertThat(flags(order.measured(Kind.AREA, "1.2", DAY).ofABag())).containsExactly("dose-high");
    }

    @Test
    @Proves("O6-regimen")
    void aDrugThatTheRegimenDoesNotHaveOrHasOnAnotherDayIsPointedOut() {
        AnOrder foreign = AnOrder.of(OXALIPLATIN, "130").following(REGIMEN);
        assertThat(words(foreign.ofABag())).contains("方案一", "奥沙利铂");

        AnOrder day = AnOrder.of(GEMCITABINE, "1600").following(REGIMEN).measured(Kind.AREA, "1.6", DAY);
        assertThat(day.onDay(8).ofABag().findings()).isEmpty();
        assertThat(words(day.onDay(3).ofABag())).contains("第 1, 8 天", "第 3 天");
    }

    @Test
    @Proves("O6-regimen")
    void aDoseFarFromTheRegimenNeedsAReasonWhereTheSiteAsksForOne() {
        AnOrder order = AnOrder.of(GEMCITABINE, "1200").following(REGIMEN).measured(Kind.AREA, "1.6", DAY);
        assertThat(refusals(order.ofABag())).isEmpty();

        order.where(REFUSED_ABOVE, "10");
        assertThat(refusals(order.ofABag())).containsExactly("dose-high");

        order.because("中性粒细胞减少，减量 25%");
        assertThat(refusals(order.ofABag())).isEmpty();
        assertThat(words(order.ofABag())).contains("减量 25%");
    }

    @Test
    @Proves("O6-regimen")
    void whatCannotBeComparedIsSaidToBeUnchecked() {
        assertThat(AnOrder.of(GEMCITABINE, "1600").ofABag().notChecked())
                .as("no regimen is named")
                .extracting(rule -> rule.id())
                .contains("O6-regimen");
        assertThat(AnOrder.of(GEMCITABINE, "1600")
                        .followingAnUnknownRegimen()
                        .ofABag()
                        .notChecked())
                .extracting(rule -> rule.id())
                .contains("O6-regimen");
        AnOrder unmeasured = AnOrder.of(GEMCITABINE, "9000").following(REGIMEN);
        assertThat(unmeasured.ofABag().findings()).isEmpty();
        assertThat(unmeasured.ofABag().notChecked())
                .extracting(rule -> rule.id())
                .contains("O6-regimen");
        assertThat(unmeasured.measured(Kind.AREA, "1.6", DAY).ofABag().notChecked())
                .extracting(rule -> rule.id())
                .doesNotContain("O6-regimen");
        assertThat(AnOrder.of(DEXAMETHASONE, "10").ofABag().notChecked())
                .as("premedication needs no regimen")
                .extracting(rule -> rule.id())
                .doesNotContain("O6-regimen");
    }

    @Test
    @Proves("O8")
    void theDaysOfTheRegimenGoBeforeThoseOfTheCatalogue() {
        Regimen weekly = new Regimen(
                "R2", "方案二", 28, List.of(item("GEMCI1", Basis.BODY_SURFACE, "1000", Set.of(1, 8, 15), null)));
        AnOrder dayFifteen = AnOrder.of(GEMCITABINE, "1600")
                .measured(Kind.AREA, "1.6", DAY)
                .besides(GEMCITABINE, "1600", Duration.ofDays(14));
        assertThat(flags(dayFifteen.ofABag())).as("days 1 and 8 of 21").containsExactly("cycle-too-early");

        assertThat(dayFifteen.following(weekly).ofABag().findings()).isEmpty();
    }
}
