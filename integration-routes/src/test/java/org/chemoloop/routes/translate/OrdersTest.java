package org.chemoloop.routes.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.routes.translate.Sent.content;
import static org.chemoloop.routes.translate.Sent.medication;

import java.math.BigDecimal;
import java.util.List;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders as hospitals really send them: odd orders of segments, odd places of facts, nothing lost. */
class OrdersTest {
    private static final String BASE = "https://chemoloop.org/fhir/StructureDefinition/";
    private static final String NS = "RXC|B|NS250^氯化钠注射液^HISDRUG|250|mL";
    private static final String CARBO = "RXC|A|CARBO150^卡铂注射液^HISDRUG|300|mg";
    private static final String DEX = "RXC|A|DEX5^地塞米松注射液^HISDRUG|5|mg";
    private static final String RXE = "RXE|1|CARBO150^卡铂注射液^HISDRUG|300||mg";
    private static final String IV = "RXR|IV^静滴^HL70162";

    @Test
    void notesBetweenComponentsCostNoComponent() {
        Sent sent = Sent.orders(
                "ORM^O01",
                "2.4",
                "ORC|NW|P1",
                "RXO|CARBO150^卡铂|300||mg",
                IV,
                "NTE|1||避光",
                NS,
                "NTE|2||先溶解",
                CARBO,
                "OBX|1|NM|WT^体重||60|kg",
                "ZXX|别的",
                DEX,
                "NTE|3||缓慢");

        assertThat(content(sent.line())).containsExactly("NS250 250 mL base", "CARBO150 300 mg", "DEX5 5 mg");
        assertThat(sent.line().getNote()).extracting(Annotation::getText).containsExactly("避光", "先溶解", "缓慢");
        assertThat(sent.only(Observation.class).getValueQuantity().getValue()).isEqualTo(new BigDecimal("60"));
        assertThat(sent.line().getSupportingInformation()).hasSize(1);
    }

    @Test
    void componentsMayStandBeforeTheRoute() {
        Sent sent = Sent.rde("ORC|NW|P1", RXE, NS, CARBO, IV);

        assertThat(content(sent.line())).hasSize(2);
        assertThat(sent.line().getDosageInstructionFirstRep().getRoute().getText())
                .isEqualTo("静滴");
    }

    @Test
    void anOrderWithoutARouteDoesNotBorrowItsNeighboursRoute() {
        Sent sent = Sent.rde(
                "ORC|NW|P1", "RXE|1|A^a", "RXR|IV", "ORC|NW|P2", "RXE|1|B^b", "ORC|NW|P3", "RXE|1|C^c", "RXR|PO");

        assertThat(sent.lines())
                .extracting(line -> line.getDosageInstructionFirstRep()
                        .getRoute()
                        .getCodingFirstRep()
                        .getCode())
                .containsExactly("IV", null, "PO");
        assertThat(sent.lines()).extracting(OrdersTest::makesBag).containsExactly(true, false, false);
        assertThat(sent.complaints()).containsExactly("AA 100 ORC^2");
    }

    @Test
    void theEncodedOrderRulesAndTheRequestFillsInWhatItDoesNotSay() {
        Sent sent = Sent.rde(
                "ORC|NW|P1",
                "RXO|CARBO^requested|2||mg|||^慢滴|||||||||||||C50^乳腺癌^I10",
                "RXR|IV",
                "RXC|A|OLD^old|1|mg",
                RXE,
                "TQ1|1||ONCE",
                NS,
                CARBO);

        MedicationRequest line = sent.line();
        assertThat(medication(line).getCode().getCodingFirstRep().getCode()).isEqualTo("CARBO150");
        Dosage dosage = line.getDosageInstructionFirstRep();
        assertThat(dosage.getDoseAndRateFirstRep().getDoseQuantity().getValue()).isEqualTo(new BigDecimal("300"));
        assertThat(dosage.getRoute().getCodingFirstRep().getCode()).isEqualTo("IV");
        assertThat(dosage.getAdditionalInstructionFirstRep().getText()).isEqualTo("慢滴");
        assertThat(line.getReasonCodeFirstRep().getText()).isEqualTo("乳腺癌");
        assertThat(content(line)).containsExactly("NS250 250 mL base", "CARBO150 300 mg");
        assertThat(sent.complaints())
                .as("the requested component is not used, and the sender hears of it")
                .containsExactly("AA 100 RXC^1");
    }

    @Test
    void newerAndOlderTimingDoNotDoubleTheDose() {
        Sent sent = Sent.rde(
                "ORC|NW|P1|||||1^BID^^20261124100000",
                "RXE|1^QD^^20261124110000|A^a|5||mg",
                "TQ1|1||||||20261124120000",
                IV);

        assertThat(sent.line().getDosageInstruction()).hasSize(1);
        Dosage dosage = sent.line().getDosageInstructionFirstRep();
        Period bounds = dosage.getTiming().getRepeat().getBoundsPeriod();
        assertThat(bounds.getStartElement().getValueAsString()).as("TQ1 wins").isEqualTo("2026-11-24T12:00:00+08:00");
        assertThat(dosage.getTiming().getCode().getText())
                .as("RXE-1 says how often")
                .isEqualTo("QD");
    }

    @Test
    void theOlderTimingMayRepeat() {
        Sent sent = Sent.orders(
                "ORM^O01",
                "2.3",
                "ORC|NW|P1|||||1^ONCE^^20261124090000~1^ONCE^^20261124170000^^^饭后",
                "RXO|A^a|5||mg",
                IV);

        List<Dosage> dosages = sent.line().getDosageInstruction();
        assertThat(dosages)
                .extracting(dosage -> dosage.getTiming()
                        .getRepeat()
                        .getBoundsPeriod()
                        .getStartElement()
                        .getValueAsString())
                .containsExactly("2026-11-24T09:00:00+08:00", "2026-11-24T17:00:00+08:00");
        assertThat(dosages).extracting(Dosage::getPatientInstruction).containsExactly(null, "饭后");
        assertThat(dosages).extracting(dosage -> dosage.getRoute().getText()).containsOnly("静滴");
        assertThat(sent.complaints()).isEmpty();
    }

    @Test
    void whereTheEncodedTimingRulesARepeatedRequestIsReported() {
        Sent sent = Sent.rde(
                "ORC|NW|P1|||||1^ONCE^^20261124090000~1^ONCE^^20261124170000",
                "RXE|1^QD^^20261124100000|A^a|5||mg",
                IV);

        assertThat(sent.line().getDosageInstruction()).hasSize(1);
        assertThat(sent.complaints()).containsExactly("AA 102 ORC^1^7^2^1");
    }

    @Test
    void everyTimingIsADosageOfItsOwnAndTheDoseHoldsForAll() {
        Sent sent = Sent.rde(
                "ORC|NW|P1",
                "RXE|1|A^a|5||mg||^饭后",
                "TQ1|1||ONCE||||20261124090000|||晨起|先用",
                "TQ1|2||ONCE||||20261124170000",
                IV);

        List<Dosage> dosages = sent.line().getDosageInstruction();
        assertThat(dosages).extracting(Dosage::getSequence).containsExactly(1, 2);
        assertThat(dosages)
                .extracting(dosage -> dosage.getDoseAndRateFirstRep()
                        .getDoseQuantity()
                        .getValue()
                        .intValue())
                .containsExactly(5, 5);
        assertThat(dosages).extracting(dosage -> dosage.getRoute().getText()).containsExactly("静滴", "静滴");
        assertThat(dosages).extracting(Dosage::getText).containsExactly("先用", null);
        assertThat(dosages)
                .extracting(dosage -> dosage.getAdditionalInstructionFirstRep().getText())
                .containsOnly("饭后");
        assertThat(dosages.get(1)
                        .getTiming()
                        .getRepeat()
                        .getBoundsPeriod()
                        .getStartElement()
                        .getValueAsString())
                .isEqualTo("2026-11-24T17:00:00+08:00");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "→", textBlock = """
            TQ1|1||PRN                  → true
            TQ1|1||ONCE||||||PRN        → true
            TQ1|1||QD                   → false
            """)
    void anOrderAsNeededIsNotPlannedByTheClock(String tq1, boolean asNeeded) {
        Sent sent = Sent.rde("ORC|NW|P1", "RXE|1|ONDAN8^昂丹司琼|8||mg", tq1, IV);

        assertThat(sent.line().getDosageInstructionFirstRep().hasAsNeeded()).isEqualTo(asNeeded);
        assertThat(sent.complaints()).isEmpty();
    }

    @Test
    void aNoteAboutThePatientStandsUnderEveryOrder() {
        Sent sent = Sent.message(
                Sent.msh("RDE^O11", "2.5"),
                Sent.PID,
                "NTE|1||乳胶过敏",
                Sent.PV1,
                "ORC|NW|P1",
                RXE,
                IV,
                "ORC|NW|P2",
                RXE,
                IV,
                "NTE|1||避光");

        assertThat(sent.lines())
                .extracting(
                        line -> line.getNote().stream().map(Annotation::getText).toList())
                .containsExactly(List.of("乳胶过敏"), List.of("乳胶过敏", "避光"));
    }

    @Test
    void oneDiagnosisUnderManyOrdersIsOneDiagnosis() {
        String dg1 = "DG1|1||C50.9^乳腺恶性肿瘤^I10";
        Sent sent = Sent.orders(
                "OMP^O09", "2.5", "ORC|NW|P1", "RXO|A^a|1||mg", IV, dg1, "ORC|NW|P2", "RXO|B^b|1||mg", IV, dg1);

        assertThat(sent.all(Condition.class)).hasSize(1);
        assertThat(sent.lines())
                .extracting(line -> line.getReasonReferenceFirstRep().getReference())
                .containsOnly(sent.bundle().getEntry().get(2).getFullUrl());
    }

    @Test
    void childrenNameTheirParentAndLinesTheirGroup() {
        Sent sent = Sent.orders(
                "OMP^O09",
                "2.5",
                "ORC|NW|P1^HIS||RX1^HIS||||P0&HIS^F0&PIVAS",
                "RXO|A^a|1||mg",
                IV,
                "ZRX|2",
                "ORC|NW|P2^HIS||RX1^HIS||||^F0",
                "RXO|B^b|1||mg",
                IV,
                "ZRX|2");

        assertThat(sent.lines()).extracting(line -> text(line, "recipe-group")).containsExactly("2", "2");
        assertThat(sent.lines())
                .extracting(line -> line.getGroupIdentifier().getValue())
                .containsOnly("RX1");
        assertThat(sent.lines())
                .extracting(line -> (Identifier) extension(line, "parent-order").getValue())
                .extracting(Identifier::getSystem, Identifier::getValue)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("https://chemoloop.org/fhir/sid/placer-order", "P0"),
                        org.assertj.core.groups.Tuple.tuple("https://chemoloop.org/fhir/sid/filler-order", "F0"));
    }

    @Test
    void aLineNamesItsRegimenTheDayOfTheCycleAndWhyTheDoseIsAnotherOne() {
        Sent sent = Sent.rde("ORC|NW|P1^HIS||RX1^HIS", "RXO|A^a|1||mg", IV, "ZRX||FOLFOX6|8|减量 20%");

        assertThat(sent.line().getInstantiatesCanonical().get(0).getValue())
                .isEqualTo("https://chemoloop.org/fhir/PlanDefinition/FOLFOX6");
        assertThat(extension(sent.line(), "cycle-day").getValue().primitiveValue())
                .isEqualTo("8");
        assertThat(text(sent.line(), "dose-reason")).isEqualTo("减量 20%");
        assertThat(sent.line().hasExtension("https://chemoloop.org/fhir/StructureDefinition/recipe-group"))
                .isFalse();
    }

    @Test
    void aBareCancelNamesOnlyTheOrder() {
        Sent sent = Sent.rde("ORC|CA|P1^HIS||||||||||||||||||||||");

        assertThat(text(sent.line(), "order-control")).isEqualTo("CA");
        assertThat(sent.line().getContained()).isEmpty();
        assertThat(sent.line().getMedicationCodeableConcept().hasExtension()).isTrue();
        assertThat(sent.orderEntries()).extracting(OrderEntry::placerRaw).containsExactly("P1^HIS");
    }

    @Test
    void aLineWithoutPlacerNumberIsKnownByItsFillerNumber() {
        Sent sent = Sent.rde("ORC|CA||F1^PIVAS");

        assertThat(sent.bundle().getEntry().get(2).getRequest().getUrl())
                .isEqualTo("MedicationRequest?identifier=https://chemoloop.org/fhir/sid/filler-order|F1");
    }

    @Test
    void theSameNumberTwiceIsTwoEntriesThatAreDecidedEachByItself() {
        Sent sent = Sent.rde("ORC|NW|P1", RXE, IV, "ORC|NW|P1", RXE, IV);

        assertThat(sent.bundle().getEntry())
                .extracting(entry -> entry.getFullUrl())
                .doesNotHaveDuplicates();
        assertThat(sent.orderEntries()).extracting(OrderEntry::entryIndex).containsExactly(2, 3);
    }

    @Test
    void unitsRatesAndNumbersStayAsTheyWereWritten() {
        Sent sent =
                Sent.rde("ORC|NW|P1", "RXE|1|A^a|0.50||12^ml" + "|".repeat(17) + "h|40|滴/分", IV, "RXC|B|NS^盐水|250|盏");

        Dosage dosage = sent.line().getDosageInstructionFirstRep();
        assertThat(dosage.getDoseAndRateFirstRep()
                        .getDoseQuantity()
                        .getValueElement()
                        .getValueAsString())
                .isEqualTo("0.50");
        assertThat(dosage.getDoseAndRateFirstRep().getDoseQuantity().getCode()).isEqualTo("mL");
        assertThat(dosage.getDoseAndRateFirstRep().getRateRatio().getNumerator().getUnit())
                .isEqualTo("滴/分");
        assertThat(content(sent.line())).containsExactly("NS 250 盏 base");
        assertThat(sent.complaints()).containsExactly("AA 103 RXC^1^3^1^1");
    }

    @Test
    void twoHundredOrdersAreTwoHundredLines() {
        String[] orders = new String[200 * 4];
        for (int i = 0; i < 200; i++) {
            orders[4 * i] = "ORC|NW|P" + i;
            orders[4 * i + 1] = "RXE|1|D" + i + "|1||mg";
            orders[4 * i + 2] = IV;
            orders[4 * i + 3] = "RXC|A|D" + i + "|" + (i + 1) + "|mg";
        }
        List<MedicationRequest> lines = Sent.rde(orders).lines();

        assertThat(lines).hasSize(200);
        assertThat(content(lines.get(137))).containsExactly("D137 138 mg");
        assertThat(Sent.placer(lines.get(199))).isEqualTo("P199");
    }

    private static Extension extension(MedicationRequest line, String name) {
        return line.getExtensionByUrl(BASE + name);
    }

    private static String text(MedicationRequest line, String name) {
        return extension(line, name).getValue().primitiveValue();
    }

    private static boolean makesBag(MedicationRequest line) {
        return Boolean.parseBoolean(text(line, "makes-bag"));
    }

    @Test
    void anEndBeforeItsStartIsLeftOutAndSaid() {
        Sent sent =
                Sent.rde("ORC|NW|P1", "RXE||CARBO150|300||mg", "TQ1|1||QD||||20261124100000|20261123100000", "RXR|IV");

        assertThat(sent.complaints()).containsExactly("AA 102 TQ1^1^8^1^1");
        assertThat(sent.line()
                        .getDosageInstructionFirstRep()
                        .getTiming()
                        .getRepeat()
                        .getBoundsPeriod()
                        .hasEnd())
                .isFalse();
        assertThat(Sent.rde("ORC|NW|P1", "RXE||CARBO150|300||mg", "TQ1|1||QD||||20261124100000|20261124", "RXR|IV")
                        .line()
                        .getDosageInstructionFirstRep()
                        .getTiming()
                        .getRepeat()
                        .getBoundsPeriod()
                        .getEndElement()
                        .getValueAsString())
                .isEqualTo("2026-11-24");
    }
}
