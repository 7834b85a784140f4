package org.chemoloop.routes.translate.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.chemoloop.routes.translate.OneCell;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CWE, CE, ID, IS and ST where FHIR wants a code or a concept. */
class CodedTypesTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "→", nullValues = "-", textBlock = """
            CARBO150^卡铂注射液^HISDRUG      → -                    → {coding:[{system:~CodeSystem/hospital-drug,code:CARBO150,display:卡铂注射液}],text:卡铂注射液}
            CARBO150                        → -                    → {coding:[{code:CARBO150}],text:CARBO150}
            卡铂注射液                        → -                    → {coding:[{code:卡铂注射液}],text:卡铂注射液}
            ^卡铂注射液                       → -                    → {text:卡铂注射液}
            ^^HISDRUG                       → -                    → -
            B1^维生素B1&B6^HISDRUG           → -                    → {coding:[{system:~CodeSystem/hospital-drug,code:B1,display:维生素B1&B6}],text:维生素B1&B6}
            4880003^Beagle^SCT^DOG^狗^L      → -                    → {coding:[{system:http://snomed.info/sct,code:4880003,display:Beagle},{system:~CodeSystem/l,code:DOG,display:狗}],text:Beagle}
            X^^LN^^^^^^as written           → -                    → {coding:[{system:http://loinc.org,code:X}],text:as written}
            1^one^2.16.840.1.113883.6.1     → -                    → {coding:[{system:http://loinc.org,code:1,display:one}],text:one}
            1^one^2.16.840.1.113883.6.9     → -                    → {coding:[{system:urn:oid:2.16.840.1.113883.6.9,code:1,display:one}],text:one}
            X^x^^^^^^^^^^^^2.16.840.1.113883.6.96 → -              → {coding:[{system:http://snomed.info/sct,code:X,display:x}],text:x}
            X^x^LN^Y^y^L^2.72^7             → -                    → {coding:[{system:http://loinc.org,version:2.72,code:X,display:x},{system:~CodeSystem/l,version:7,code:Y,display:y}],text:x}
            X^^LN^^^^^^^Z^z^SCT             → -                    → {coding:[{system:http://loinc.org,code:X},{system:http://snomed.info/sct,code:Z,display:z}],text:z}
            X^x^LN^X^x^LN                   → -                    → {coding:[{system:http://loinc.org,code:X,display:x}],text:x}
            IV^静滴^HL70162                  → HL70162-route        → {coding:[{system:http://terminology.hl7.org/CodeSystem/v2-0162,code:IV,display:Intravenous}],text:静滴}
            ivgtt                           → HL70162-route        → {coding:[{system:http://terminology.hl7.org/CodeSystem/v2-0162,code:IV,display:Intravenous},{code:ivgtt}]}
            ^静滴                            → HL70162-route        → {coding:[{system:http://terminology.hl7.org/CodeSystem/v2-0162,code:IV,display:Intravenous}],text:静滴}
            IH                              → HL70162-route        → {coding:[{system:http://terminology.hl7.org/CodeSystem/v2-0162,code:SC,display:Subcutaneous},{code:IH}]}
            IH^^HL70162                     → HL70162-route        → {coding:[{system:http://terminology.hl7.org/CodeSystem/v2-0162,code:IH,display:Inhalation}]}
            IV^鞘内注射                       → HL70162-route        → 103
            PO^口服^HL70162                  → HL70162-route        → {coding:[{system:http://terminology.hl7.org/CodeSystem/v2-0162,code:PO,display:Oral}],text:口服}
            IH^吸入                          → HL70162-route        → 103
            XYZ^未知途径                      → HL70162-route        → {coding:[{code:XYZ,display:未知途径}],text:未知途径} 103?
            ADB^Abdomen^HL70162              → HL70162-route        → {coding:[{code:ADB,display:Abdomen}],text:Abdomen} 103?
            WT^体重^L                        → observation-code     → {coding:[{system:http://loinc.org,code:29463-7,display:Body weight},{system:~CodeSystem/l,code:WT,display:体重}],text:体重}
            XX                              → loop-step            → 103
            """)
    void aCodedValueKeepsTheSendersCodeBesideTheStandardOne(String sent, String table, String expected) {
        assertThat(Converted.line("CWE", "CodeableConcept", OneCell.of(sent).withTable(table)))
                .isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "→", nullValues = "-", textBlock = """
            M            → HL70001-sex              → male
            X            → HL70001-sex              → unknown 103?
            NW           → -                        → NW
            A08          → HL70003-encounter-status → unknown
            MA           → HL70127-allergen-type    → -
            DRUG         → HL70127-allergen-type    → 103?
            SV^Severe    → HL70128-allergy-severity → high
            flying       → loop-step                → 103
            ""           → HL70001-sex              → -
            """)
    void aCodeIsTranslatedByItsTableOrAnswered(String sent, String table, String expected) {
        assertThat(Converted.line("ID", "code", OneCell.of(sent).withTable(table)))
                .isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "→", nullValues = "-", textBlock = """
            B → false
            a → true
            Q → 103
            """)
    void theBaseOfABagIsNotActive(String sent, String expected) {
        assertThat(Converted.line("ID", "boolean", OneCell.of(sent).withTable("HL70166-component-type")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "→", nullValues = "-", textBlock = """
            ST   → 皮疹^全身&四肢      → {text:皮疹^全身&四肢}
            CWE  → AMB               → {coding:[{code:AMB}],text:AMB}
            MSG  → RDE^O11           → {coding:[{system:http://terminology.hl7.org/CodeSystem/v2-0003,code:O11}],text:RDE^O11}
            """)
    void wordsAreNoCodes(String as, String sent, String expected) {
        assertThat(Converted.line(as, "CodeableConcept", OneCell.of(sent))).isEqualTo(expected);
    }
}
