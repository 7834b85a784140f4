package org.chemoloop.fhir.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A pharmacist hears where a table is wrong, and nothing of a wrong table is taken. */
class TablesTest {

    private static final String HEADING =
            "code,name,tier,handling,diluents,forbidden-routes,premedication,incompatible,min-mg-per-mL,max-mg-per-mL,"
                    + "high-dose-mg,never-above-mg,high-mg-per-m2,lifetime-mg-per-m2,cycle-days,stability-hours,source\n";
    private static final String SALT = "NS250,0.9%氯化钠,,diluent,,,,,,,,,,,,,\n";

    @Test
    void aGoodTableIsTaken() {
        DrugTable table = drugs(SALT + "VINCR1,长春新碱,ordinary,cytotoxic;mini-bag-only,NS250,IT,,,,,2,4,,,7,24,label\n");

        assertThat(table.bad()).isEmpty();
        assertThat(table.drugs().get(1))
                .isEqualTo(Drug.named("VINCR1", "长春新碱")
                        .needs(Handling.CYTOTOXIC, Handling.MINI_BAG_ONLY)
                        .of(Tier.ORDINARY)
                        .onlyIn(List.of("NS250"))
                        .neverBy("IT")
                        .with(Limit.HIGH_DOSE, "2")
                        .with(Limit.NEVER_DOSE, "4")
                        .with(Limit.CYCLE, "7")
                        .with(Limit.STABILITY, "24")
                        .build());
    }

    @Test
    void eachBadRowIsNamedWithItsLineAndNothingIsTaken() {
        DrugTable table = drugs(SALT
                + "A,甲,secret,,,,,,,,,,,,,,\n"
                + "B,乙,,poison,,,,,,,,,,,,,\n"
                + "C,丙,,,G5,,,,,,,,,,,,\n"
                + "D,丁,,,,,,,2,1,,,,,,,label\n"
                + "A,戊,,,,,,,,,,,,,,,\n"
                + "F,己,,,,,,,,,viel,,,,,,label\n"
                + "G,庚,,,,,,,,,5,,,,,,\n"
                + "H,辛,,\n");

        assertThat(table.drugs()).isEmpty();
        assertThat(table.bad())
                .extracting(BadRow::toString)
                .containsExactlyInAnyOrder(
                        "drugs.csv:3: tier 'secret' is neither ordinary nor restricted",
                        "drugs.csv:4: handling 'poison' is no code of cs/drug-handling",
                        "drugs.csv:5: diluent 'G5' is no diluent of this table",
                        "drugs.csv:6: min-concentration is above max-concentration",
                        "drugs.csv:7: code 'A' stands in an earlier row already",
                        "drugs.csv:8: high-dose-mg 'viel' is no number",
                        "drugs.csv:9: source is empty: say where the limits come from",
                        "drugs.csv:10: 4 cells where the heading has 17");
    }

    @Test
    void aTableMayNameTheDaysOfACycleAndWhatIsDoneAfterAnExtravasation() {
        String heading = HEADING.strip() + ",cycle-on-days,antidotes\n";
        DrugTable good = DrugTable.read(
                "drugs.csv", new StringReader(heading + "GEMCI1,吉西他滨,,,,,,,,,,,,,21,,label,1;8,回抽;冷敷\n"));
        DrugTable wrong = DrugTable.read(
                "drugs.csv", new StringReader(heading + "A,甲,,,,,,,,,,,,,21,,label,0,\n" + "B,乙,,,,,,,,,,,,,,,,8,\n"));

        assertThat(good.drugs())
                .containsExactly(Drug.named("GEMCI1", "吉西他滨")
                        .with(Limit.CYCLE, "21")
                        .onDays(1, 8)
                        .answeredBy("回抽", "冷敷")
                        .build());
        assertThat(wrong.bad())
                .extracting(BadRow::toString)
                .containsExactly(
                        "drugs.csv:2: cycle-on-days '0' is no day of a cycle",
                        "drugs.csv:3: cycle-on-days without cycle-days: say how long the cycle is");
    }

    @Test
    void aTableMayNameDrugsOfTheSameKindWithTheirFactor() {
        String heading = HEADING.strip() + ",lifetime-counts\n";
        DrugTable good = DrugTable.read(
                "drugs.csv",
                new StringReader(heading + "DOXO10,多柔比星,,,,,,,,,,,,450,,,label,EPIRU10*0.5\n"
                        + "EPIRU10,表柔比星,,,,,,,,,,,,,,,,\n"));
        DrugTable wrong = DrugTable.read(
                "drugs.csv",
                new StringReader(heading + "A,甲,,,,,,,,,,,,450,,,label,B\n" + "C,丙,,,,,,,,,,,,,,,label,A*0.5\n"
                        + "D,丁,,,,,,,,,,,,450,,,label,X*2\n"));

        assertThat(good.drugs().get(0).lifetimeCounts()).containsExactly(Map.entry("EPIRU10", new BigDecimal("0.5")));
        assertThat(wrong.bad())
                .extracting(BadRow::toString)
                .containsExactly(
                        "drugs.csv:2: lifetime-counts 'B' is not DRUG*FACTOR",
                        "drugs.csv:3: lifetime-counts without lifetime-mg-per-m2: say how much is too much",
                        "drugs.csv:4: lifetime-counts 'X' is no drug of this table");
    }

    @Test
    void aTableWithoutAColumnIsRefused() {
        assertThat(DrugTable.read("drugs.csv", new StringReader("code,name\nA,甲\n"))
                        .bad())
                .extracting(BadRow::reason)
                .contains("column 'tier' is missing");
    }

    @Test
    void theLastDayOfAPrivilegeIsAWholeDay() {
        Privilege privilege = privileges("D1,restricted,,,2026-01-01,2026-12-31\n")
                .granted()
                .get(0)
                .privilege();

        assertThat(privilege.holds(Instant.parse("2025-12-31T12:00:00Z"))).isFalse();
        assertThat(privilege.holds(Instant.parse("2026-12-31T15:59:59Z"))).isTrue();
        assertThat(privilege.holds(Instant.parse("2026-12-31T16:00:00Z"))).isFalse();
        assertThat(PrivilegeRole.privilege(PrivilegeRole.of(privilege))).contains(privilege);
    }

    @Test
    void aPrivilegeOfNobodyOrForNothingIsABadRow() {
        PrivilegeTable table = privileges("D9,restricted,,,,\nD1,,,,,\nD1,ordinary,NONE,,,\nD1,ordinary,,,31.12.,\n");

        assertThat(table.granted()).isEmpty();
        assertThat(table.bad())
                .extracting(BadRow::toString)
                .containsExactly(
                        "privileges.csv:2: doctor 'D9' is not known: first create the Practitioner",
                        "privileges.csv:3: neither tier nor drugs: the row grants nothing",
                        "privileges.csv:4: drug 'NONE' is not in the catalogue",
                        "privileges.csv:5: from '31.12.' is no day: write 2026-12-31");
    }

    private static DrugTable drugs(String rows) {
        return DrugTable.read("drugs.csv", new StringReader(HEADING + rows));
    }

    private static PrivilegeTable privileges(String rows) {
        return PrivilegeTable.read(
                "privileges.csv",
                new StringReader("doctor,tier,drugs,withheld,from,until\n" + rows),
                Set.of("D1"),
                Set.of("RITUX100"),
                ZoneId.of("Asia/Shanghai"));
    }
}
