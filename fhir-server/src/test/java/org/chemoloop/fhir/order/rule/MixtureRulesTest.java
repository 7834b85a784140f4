package org.chemoloop.fhir.order.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.DEXAMETHASONE;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.FLUOROURACIL;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.GLUCOSE;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.OXALIPLATIN;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.PACLITAXEL;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.SALT;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.VINCRISTINE;
import static org.chemoloop.fhir.order.rule.Verdicts.flags;
import static org.chemoloop.fhir.order.rule.Verdicts.refusals;

import org.chemoloop.fhir.loop.rule.Proves;
import org.chemoloop.fhir.order.rule.OrderRuleBook.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes into one bag, and by which route (O10 to O12). */
class MixtureRulesTest {

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
}
