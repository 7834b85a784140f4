package org.chemoloop.routes.translate.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.chemoloop.routes.translate.OneCell;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for a bag as a whole: whether it is one, its lots, its notes. */
class BagFactsTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "→", nullValues = "-", textBlock = """
            RXE|1|X , RXC|A|X             → true
            RXE|1|X , RXR|IV^静滴          → true
            RXO|X   , RXR|^肌注            → true
            RXE|1|X , RXR|PO , RXR|IVP     → true
            RXE|1|X , RXR|PO^口服          → false
            RXE|1|X , RXR|XYZ^未知         → false
            RXE|1|X                       → false
            RXR|IV                        → -
            """)
    void onlyWhatIsHungOrInjectedMakesABag(String segments, String expected) {
        OneCell cell = OneCell.of("NW", segments.split("\\s*,\\s*")).withTable("HL70162-route");
        assertThat(Converted.line("makes bag", "boolean", cell)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "→", nullValues = "-", textBlock = """
            -            → LOT7  → LOT7
            LOT70        → LOT7  → LOT70, LOT7
            LOT7         → LOT7  → LOT7
            LOT7, LOT8   → LOT8  → LOT7, LOT8
            """)
    void everyLotInABagIsNamed(String earlier, String sent, String expected) {
        OneCell cell = OneCell.of(sent).after(earlier == null ? null : new StringType(earlier));
        assertThat(Converted.line("lots", "string", cell)).isEqualTo(expected);
    }

    @Test
    void aNoteKeepsSeparatorsThatNobodyEscaped() {
        assertThat(Converted.line("FT", "markdown", OneCell.of("避光^输注&冲管"))).isEqualTo("避光^输注&冲管");
        assertThat(Converted.line("FT", "string", OneCell.of("a\\.br\\b\\X0D0A\\c\\F\\d\\Z9\\")))
                .isEqualTo("a\nb\nc|d\\Z9\\");
        assertThat(Converted.line("FT", "string", OneCell.of("a\\.sp2\\b\\.sk3\\c\\.in+4\\d\\.ti-2\\e\\H\\f\\N\\")))
                .isEqualTo("a\n\nb   cdef");
        assertThat(Converted.line("FT", "string", OneCell.of("\\XC4E3\\ \\XE4BDA0\\ \\XFF\\ \\C1234\\")))
                .isEqualTo("你 你 \\XFF\\ \\C1234\\");
        assertThat(Converted.line("FT", "Annotation", OneCell.of("避光"))).isEqualTo("{text:避光}");
        assertThat(Converted.line("FT", "string", OneCell.of("\"\""))).isEmpty();
    }

    @Test
    void aMessageIsKnownByItsSenderAndControlId() {
        assertThat(Converted.line("message key", "Identifier", OneCell.of("x")))
                .isEqualTo("{system:~sid/message,value:HIS|HOSPITAL|C1}");
    }
}
