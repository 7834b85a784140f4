package org.chemoloop.routes.translate.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.chemoloop.routes.translate.OneCell;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OBX-5 by OBX-2: a weight is a weight, however the HIS labels it. */
class ObxToValueTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "→", nullValues = "-", textBlock = """
            NM  → 62.5           → kg   → {value:62.5,unit:kg,system:http://unitsofmeasure.org,code:kg}
            ST  → 62.5           → kg   → {value:62.5,unit:kg,system:http://unitsofmeasure.org,code:kg}
            -   → 62.5           → kg   → {value:62.5,unit:kg,system:http://unitsofmeasure.org,code:kg}
            ST  → 62.5           → -    → 62.5
            NM  → >500           → IU   → >500 IU 102?
            NM  → NOVALUE        → -    → NOVALUE 102?
            SN  → <^0.5          → mg   → {value:0.5,comparator:<,unit:mg,system:http://unitsofmeasure.org,code:mg}
            SN  → >=^2           → ""   → {value:2,comparator:>=}
            SN  → ^1^-^3         → mg   → ^1^-^3 mg
            CWE → A^A型^L         → -    → {coding:[{system:~CodeSystem/l,code:A,display:A型}],text:A型}
            DT  → 20261124       → -    → 2026-11-24
            TS  → February 2     → -    → February 2 102?
            TM  → 0830           → -    → 08:30:00
            TM  → early          → -    → early 102?
            TX  → 面色苍白^乏力     → -    → 面色苍白^乏力
            ED  → ^application   → -    → ^application
            """)
    void aMeasurementIsNeverLostForItsType(String type, String sent, String unit, String expected) {
        OneCell cell = OneCell.ofObx(type == null ? "" : type, sent).withUnit(unit);
        assertThat(Converted.line("OBX-2", "*", cell)).isEqualTo(expected == null ? "" : expected);
    }
}
