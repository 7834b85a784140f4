package org.chemoloop.routes.translate.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.chemoloop.routes.translate.OneCell;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NM and CQ as decimals, whole numbers, quantities, ratios and durations. */
class NumbersTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "→", nullValues = "-", textBlock = """
            decimal     → 0.50                  → 0.50
            decimal     → +5                    → 5
            decimal     → -36.6                 → -36.6
            decimal     → .5                    → 0.5
            decimal     → 5.                    → 5
            decimal     → +                     → 102
            decimal     → --5                   → 102
            decimal     → 5-                    → 102
            decimal     → 0.00000001            → 1E-8
            decimal     → 1,000                 → 102
            decimal     → 0,5                   → 102
            decimal     → 1e3                   → 102
            decimal     → 300mg                 → 102
            decimal     → ２５０                  → 102
            decimal     → 1.2.3                 → 102
            decimal     → .                     → 102
            decimal     → ""                    → -
            integer     → -3                    → -3
            integer     → 1.5                   → 102
            positiveInt → 3                     → 3
            positiveInt → 3.0                   → 3
            positiveInt → 0                     → 102
            positiveInt → 99999999999           → 102
            unsignedInt → 0                     → 0
            unsignedInt → -1                    → 102
            """)
    void aNumberIsTakenDigitForDigitOrAnswered(String to, String sent, String expected) {
        assertThat(Converted.line("NM", to, OneCell.of(sent))).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "→", nullValues = "-", textBlock = """
            NM → Quantity  → 300      → mg^mg^UCUM  → -    → {value:300,unit:mg,system:http://unitsofmeasure.org,code:mg}
            NM → Quantity  → 300      → 12^ml       → -    → {value:300,unit:ml,system:http://unitsofmeasure.org,code:mL}
            NM → Quantity  → 1        → 毫升         → -    → {value:1,unit:毫升,system:http://unitsofmeasure.org,code:mL}
            NM → Quantity  → 2        → 片           → -    → {value:2,unit:片,system:http://unitsofmeasure.org,code:{tbl}}
            NM → Quantity  → 2        → 1^Tablet^L  → -    → {value:2,unit:Tablet,system:http://unitsofmeasure.org,code:{tbl}}
            NM → Quantity  → 10       → 万单位       → -    → {value:10,unit:万单位,system:http://unitsofmeasure.org,code:10*4.[arb'U]}
            NM → Quantity  → 10       → mcg         → -    → {value:10,unit:mcg,system:http://unitsofmeasure.org,code:ug}
            NM → Quantity  → 10       → Mg          → -    → {value:10,unit:Mg} 103?
            NM → Quantity  → 1        → 盏           → -    → {value:1,unit:盏} 103?
            NM → Quantity  → 250      → ""          → -    → {value:250} 101?
            NM → Quantity  → -250     → mL          → -    → 102
            NM → Quantity  → much     → mL          → -    → 102
            CQ → Quantity  → 2^mg&毫克 → -           → -    → {value:2,unit:毫克,system:http://unitsofmeasure.org,code:mg}
            NM → Ratio     → 250      → mL          → -    → {numerator:{value:250,unit:mL,system:http://unitsofmeasure.org,code:mL},denominator:{value:1,unit:bag,system:http://unitsofmeasure.org,code:{bag}}}
            NM → Ratio     → 100      → mL          → h    → {numerator:{value:100,unit:mL,system:http://unitsofmeasure.org,code:mL},denominator:{value:1,unit:h,system:http://unitsofmeasure.org,code:h}}
            NM → Ratio     → 100      → mL          → H2   → {numerator:{value:100,unit:mL,system:http://unitsofmeasure.org,code:mL},denominator:{value:2,unit:h,system:http://unitsofmeasure.org,code:h}}
            NM → Ratio     → -1       → mL          → h    → 102
            daily → Ratio  → 5^mg     → -           → -    → {numerator:{value:5,unit:mg,system:http://unitsofmeasure.org,code:mg},denominator:{value:1,unit:d,system:http://unitsofmeasure.org,code:d}}
            CQ → Duration  → 5^D      → -           → -    → {value:5,unit:D,system:http://unitsofmeasure.org,code:d}
            CQ → Duration  → D5       → -           → -    → {value:5,unit:d,system:http://unitsofmeasure.org,code:d}
            CQ → Duration  → INDEF    → -           → -    → -
            CQ → Duration  → soon     → -           → -    → 102
            CQ → Duration  → 3^周      → -           → -    → {value:3,unit:周,system:http://unitsofmeasure.org,code:wk}
            CQ → Duration  → 3^moon   → -           → -    → {value:3,unit:moon} 103?
            """)
    void anAmountKeepsItsUnitAndAnUnknownUnitStaysText(
            String as, String to, String sent, String unit, String per, String expected) {
        OneCell cell = OneCell.of(sent).withUnit(unit).withPer(per);
        assertThat(Converted.line(as, to, cell)).isEqualTo(expected == null ? "" : expected);
    }
}
