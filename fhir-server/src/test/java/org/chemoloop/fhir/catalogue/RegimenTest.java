package org.chemoloop.fhir.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.catalogue.Regimen.Basis;
import org.chemoloop.fhir.catalogue.Regimen.Item;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.junit.jupiter.api.Test;

/** A pharmacist's table becomes the regimens that orders are compared with, or is refused row by row. */
class RegimenTest {

    private static final String HEADING = "regimen,name,cycle-days,drug,basis,dose,days,max-dose-mg,source\n";

    @Test
    void theLibraryKeepsAllThatIsKnownOfARegimen() {
        RegimenTable table =
                read("R1,方案一,21,PACLI30,mg/m2,175,1,,label\n" + "R1,方案一,21,VINCR1,mg/m2,1.4,1;8,2,label\n");

        Regimen regimen = new Regimen(
                "R1",
                "方案一",
                21,
                List.of(
                        new Item("PACLI30", Basis.BODY_SURFACE, new BigDecimal("175"), Set.of(1), Optional.empty()),
                        new Item(
                                "VINCR1",
                                Basis.BODY_SURFACE,
                                new BigDecimal("1.4"),
                                Set.of(1, 8),
                                Optional.of(new BigDecimal("2")))));
        assertThat(table.bad()).isEmpty();
        assertThat(table.regimens()).containsExactly(regimen);
        assertThat(RegimenPlan.regimen(RegimenPlan.of(regimen))).contains(regimen);
    }

    @Test
    void aRetiredRegimenAndOneWithAnUnreadableDoseAreNone() {
        Regimen regimen =
                read("R1,方案一,21,PACLI30,mg/m2,175,1,,label\n").regimens().get(0);

        PlanDefinition retired = RegimenPlan.of(regimen).setStatus(PublicationStatus.RETIRED);
        PlanDefinition unreadable = RegimenPlan.of(regimen);
        unreadable.addAction().setTitle("another drug, in words");

        assertThat(RegimenPlan.regimen(retired)).isEmpty();
        assertThat(RegimenPlan.regimen(unreadable)).isEmpty();
    }

    @Test
    void eachBadRowIsNamedWithItsLineAndNothingIsTaken() {
        RegimenTable table = read("R1,方案一,21,PACLI30,mg/m2,175,1,,label\n"
                + "R1,方案二,21,PACLI30,mg/m2,175,8,,label\n"
                + "R2,方案,21,NONE,mg/m2,175,1,,label\n"
                + "R3,方案,21,PACLI30,mg/ft2,175,1,,label\n"
                + "R4,方案,21,PACLI30,mg,-1,1,,label\n"
                + "R5,方案,zwei,PACLI30,mg,1,0,,label\n"
                + "R6,方案,21,PACLI30,mg,1,,,\n");

        assertThat(table.regimens()).isEmpty();
        assertThat(table.bad())
                .extracting(BadRow::toString)
                .containsExactlyInAnyOrder(
                        "regimens.csv:3: regimen 'R1' has another name or cycle in an earlier row",
                        "regimens.csv:4: drug 'NONE' is not in the catalogue",
                        "regimens.csv:5: basis 'mg/ft2' is neither mg/m2, mg/kg, AUC nor mg",
                        "regimens.csv:6: dose must be more than 0",
                        "regimens.csv:7: cycle-days 'zwei' is no number of a day",
                        "regimens.csv:7: days '0' is no number of a day",
                        "regimens.csv:8: days is empty: say on which days of the cycle",
                        "regimens.csv:8: source is empty");
    }

    private static RegimenTable read(String rows) {
        return RegimenTable.read("regimens.csv", new StringReader(HEADING + rows), Set.of("PACLI30", "VINCR1"));
    }
}
