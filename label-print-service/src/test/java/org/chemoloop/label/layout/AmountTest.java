package org.chemoloop.label.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class AmountTest {

    @Test
    void aDoseIsNeverReadTenTimesTooHigh() {
        assertThat(written("4.0", "mg")).isEqualTo("4 mg");
        assertThat(written("0.50", "g")).isEqualTo("0.5 g");
        assertThat(written(".4", "mg")).isEqualTo("0.4 mg");
        assertThat(written("1E+3", "mL")).isEqualTo("1000 mL");
        assertThat(written("0.000", "mg")).isEqualTo("0 mg");
    }

    @Test
    void microgramsAreWrittenOutSoThatTheyAreNotReadAsMilligrams() {
        for (String unit : new String[] {"ug", "µg", "μg", "mcg"}) {
            assertThat(written("1000", unit)).isEqualTo("1000 微克");
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
        return new Amount(new BigDecimal(value), unit).text();
    }
}
