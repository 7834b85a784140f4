package org.chemoloop.label.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.chemoloop.label.template.Phrases;
import org.junit.jupiter.api.Test;

class AmountTest {
    private static final Phrases CHINESE = Phrases.bundled("zh");
    private static final Phrases ENGLISH = Phrases.bundled("en");

    @Test
    void aDoseIsNeverReadTenTimesTooHigh() {
        assertThat(written("4.0", "mg")).isEqualTo("4 mg");
        assertThat(written("0.50", "g")).isEqualTo("0.5 g");
        assertThat(written(".4", "mg")).isEqualTo("0.4 mg");
        assertThat(written("1E+3", "mL")).isEqualTo("1,000 mL");
        assertThat(written("0.000", "mg")).isEqualTo("0 mg");
    }

    /** Whatever is written is read back as the same number: no digit is lost, no zero misleads. */
    @Test
    void anyDoseIsReadBackAsWritten() {
        Random random = new Random(20261124);
        for (int i = 0; i < 5_000; i++) {
            BigDecimal dose = new BigDecimal(random.nextLong(100_000_000L)).movePointLeft(random.nextInt(6));
            String written = new Amount(dose, "").text(CHINESE);

            assertThat(new BigDecimal(written.replace(",", ""))).isEqualByComparingTo(dose);
            assertThat(written)
                    .doesNotStartWith(".")
                    .doesNotContain("E")
                    .matches("0(\\.\\d*[1-9])?|[1-9]\\d{0,2}(,\\d{3})*(\\.\\d*[1-9])?");
        }
    }

    @Test
    void thousandsAreGroupedSoThatZerosNeedNoCounting() {
        assertThat(written("1000", "mg")).isEqualTo("1,000 mg");
        assertThat(written("100000", "U")).isEqualTo("100,000 单位");
        assertThat(written("1234567.50", "[iU]")).isEqualTo("1,234,567.5 国际单位");
        assertThat(written("999.9", "mg")).isEqualTo("999.9 mg");
    }

    @Test
    void anEnglishLabelWritesTheSameUnitsOut() {
        assertThat(new Amount(new BigDecimal("1000"), "µg").text(ENGLISH)).isEqualTo("1,000 microgram");
        assertThat(new Amount(new BigDecimal("10"), "U").text(ENGLISH)).isEqualTo("10 units");
    }

    @Test
    void aPartOfAVialIsNoticedInWhateverUnit() {
        assertThat(component("450", "mg", "150", "mg").isPartialVial()).isFalse();
        assertThat(component("400", "mg", "150", "mg").isPartialVial()).isTrue();
        assertThat(component("0.3", "g", "150", "mg").isPartialVial()).isFalse();
        assertThat(component("5", "mL", "150", "mg").isPartialVial()).isFalse();
        assertThat(component("400", "mg", "150", "mg").line(CHINESE).dose()).isEqualTo("400 mg (3支)");
    }

    private static Component component(String dose, String unit, String vial, String vialUnit) {
        return Component.additive("卡铂注射液", new Amount(new BigDecimal(dose), unit))
                .fromVialsOf(new Amount(new BigDecimal(vial), vialUnit));
    }

    @Test
    void microgramsAreWrittenOutSoThatTheyAreNotReadAsMilligrams() {
        for (String unit : new String[] {"ug", "µg", "μg", "mcg"}) {
            assertThat(written("1000", unit)).isEqualTo("1,000 微克");
        }
    }

    @Test
    void unitsAreWrittenOutSoThatUIsNotReadAsZero() {
        assertThat(written("10", "U")).isEqualTo("10 单位");
        assertThat(written("10", "[iU]")).isEqualTo("10 国际单位");
    }

    @Test
    void aUnitThatNobodyKnowsStaysAsItWasSent() {
        assertThat(written("3", "揿")).isEqualTo("3 揿");
        assertThat(written("3", "")).isEqualTo("3");
    }

    private static String written(String value, String unit) {
        return new Amount(new BigDecimal(value), unit).text(CHINESE);
    }
}
