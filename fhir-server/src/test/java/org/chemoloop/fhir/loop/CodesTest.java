package org.chemoloop.fhir.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CodesTest {

    @Test
    void theSourceHospitalsFirstBarcodeHappensToBeValid() {
        assertThat(BagCode.parse("800000000044")).isPresent();
        assertThat(BagCode.parse("800000000045")).isEmpty();
    }

    @Test
    void aCodeIsTwelveDigitsWithItsOwnPrefix() {
        assertThat(BagCode.mint(1).value()).startsWith("8").hasSize(12);
        assertThat(WristbandCode.mint(1).value()).startsWith("9").hasSize(12);
        assertThat(BagCode.parse(WristbandCode.mint(1).value())).isEmpty();
        assertThat(WristbandCode.parse(BagCode.mint(1).value())).isEmpty();
    }

    @Test
    void whatIsNoCodeIsNeverLookedUp() {
        for (String text : new String[] {null, "", "8", "80000000004４", "800000000044 ", "bag-800000000044"}) {
            assertThat(BagCode.parse(text)).as("%s", text).isEmpty();
        }
        assertThatThrownBy(() -> new BagCode("800000000045")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BagCode.mint(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 1000)
    void everyMintedCodeCanBeRead(@ForAll @LongRange(max = 9_999_999_999L) long sequence) {
        assertThat(BagCode.parse(BagCode.mint(sequence).value())).contains(BagCode.mint(sequence));
    }

    @Property(tries = 1000)
    void oneMisreadDigitIsAlwaysNoticed(
            @ForAll @LongRange(max = 9_999_999_999L) long sequence,
            @ForAll @IntRange(max = 11) int place,
            @ForAll @IntRange(min = 1, max = 9) int by) {
        char[] digits = BagCode.mint(sequence).value().toCharArray();
        digits[place] = (char) ('0' + (digits[place] - '0' + by) % 10);
        assertThat(BagCode.parse(new String(digits))).isEmpty();
    }
}
