package org.chemoloop.fhir.order.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.CARBOPLATIN;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.DEXAMETHASONE;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.RITUXIMAB;
import static org.chemoloop.fhir.order.rule.ExampleDrugs.SALT;
import static org.chemoloop.fhir.order.rule.Verdicts.flags;
import static org.chemoloop.fhir.order.rule.Verdicts.refusals;
import static org.chemoloop.fhir.order.rule.Verdicts.words;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.catalogue.Privilege;
import org.chemoloop.fhir.catalogue.Tier;
import org.chemoloop.fhir.loop.rule.Proves;
import org.chemoloop.fhir.order.rule.Facts.Payment;
import org.chemoloop.fhir.order.rule.OrderRuleBook.Verdict;
import org.junit.jupiter.api.Test;

/** Who orders, and in which form (O2, O3, O14, O16 to O18). */
class WhoOrdersTest {

    private static final Duration DAY = Duration.ofDays(1);

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
    @Proves("O14-payment")
    void anInsuranceThatEndsBeforeTheTreatmentIsPointedOut() {
        Payment ended = new Payment(true, Optional.empty(), Optional.of(AnOrder.NOW.minusSeconds(1)));
        Payment notYet = new Payment(true, Optional.of(AnOrder.NOW.plusSeconds(1)), Optional.empty());
        Payment cancelled = new Payment(false, Optional.empty(), Optional.empty());
        Payment self = new Payment(true, Optional.empty(), Optional.empty());
        AnOrder order = AnOrder.of(CARBOPLATIN, "450").in(SALT, "250");
        assertThat(order.ofABag().notChecked()).extracting("id").contains("O14-payment");

        order.paidBy(ended).paidBy(notYet).paidBy(cancelled);
        assertThat(flags(order.ofABag())).containsExactly("prescription-form");
        assertThat(order.ofABag().notChecked()).extracting("id").doesNotContain("O14-payment");

        assertThat(flags(order.paidBy(self).ofABag())).isEmpty();
    }

    @Test
    void anOrdinaryOrderIsInNobodysWay() {
        AnOrder order = AnOrder.of(CARBOPLATIN, "450").in(SALT, "250");

        assertThat(order.ofALine().findings()).isEmpty();
        assertThat(order.ofABag().findings()).isEmpty();
    }
}
