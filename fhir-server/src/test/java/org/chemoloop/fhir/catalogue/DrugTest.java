package org.chemoloop.fhir.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DrugTest {

    @Test
    void theCatalogueKeepsAllThatIsKnownOfADrug() {
        Drug drug = Drug.named("OXALI50", "注射用奥沙利铂 50mg")
                .needs(Handling.CYTOTOXIC, Handling.FILTER_0_2)
                .of(Tier.ORDINARY)
                .onlyIn(List.of("G5500"))
                .neverBy("IT", "IM")
                .after("DEX5")
                .neverWith("FU500")
                .with(Limit.MAX_CONCENTRATION, "0.7")
                .with(Limit.CYCLE, "14")
                .onDays(1, 8)
                .counting("CARBO150", "0.3")
                .answeredBy("回抽", "冷敷")
                .build();

        assertThat(DrugKnowledge.drug(DrugKnowledge.of(drug))).contains(drug);
    }

    @Test
    void oxaliplatinGoesInGlucoseOnly() {
        Drug drug =
                Drug.named("OXALI50", "注射用奥沙利铂 50mg").onlyIn(List.of("G5500")).build();

        assertThat(drug.mayGoIn("G5500")).isTrue();
        assertThat(drug.mayGoIn("NS250")).isFalse();
    }

    @Test
    void aDoctorOfTheRestrictedTierMayPrescribeOrdinaryDrugsButNotTheOtherWayRound() {
        assertThat(Tier.RESTRICTED.mayPrescribe(Tier.ORDINARY)).isTrue();
        assertThat(Tier.ORDINARY.mayPrescribe(Tier.RESTRICTED)).isFalse();
    }
}
