package org.chemoloop.label.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelCodeTest {

    @Test
    void theFirstCodeOfTheOldPlatformIsValidAndItsSecondIsNot() {
        assertThat(BagCode.parse("800000000044")).isPresent();
        assertThat(BagCode.parse("800000000045")).isEmpty();
        assertThat(BagCode.of(5).digits()).isEqualTo("800000000051");
    }

    @Test
    void aWristbandIsNeverABag() {
        assertThat(BagCode.parse(WristbandCode.of(1).digits())).isEmpty();
        assertThat(WristbandCode.parse(BagCode.of(1).digits())).isEmpty();
    }

    @Test
    void onlyTwelvePlainDigitsAreACode() {
        assertThat(BagCode.parse("")).isEmpty();
        assertThat(BagCode.parse("80000000004")).isEmpty();
        assertThat(BagCode.parse("8000000000440")).isEmpty();
        assertThat(BagCode.parse("８０００００００００４４")).isEmpty();
        assertThat(BagCode.parse("80000000004x")).isEmpty();
    }

    @Test
    void everySingleWrongDigitIsNoticed() {
        Random random = new Random(20261124);
        for (int i = 0; i < 2_000; i++) {
            String code = BagCode.of(random.nextLong(10_000_000_000L)).digits();
            int place = random.nextInt(12);
            int wrong = (code.charAt(place) - '0' + 1 + random.nextInt(9)) % 10;
            assertThat(BagCode.parse(code.substring(0, place) + wrong + code.substring(place + 1)))
                    .isEmpty();
        }
    }

    /** The figure of GS1's check digit: it misses neighbours that differ by five. */
    @Test
    void eightOfNineSwappedNeighboursAreNoticed() {
        Random random = new Random(20261124);
        int swapped = 0;
        int noticed = 0;
        while (swapped < 20_000) {
            String code = BagCode.of(random.nextLong(10_000_000_000L)).digits();
            int place = 1 + random.nextInt(10);
            char one = code.charAt(place);
            char other = code.charAt(place + 1);
            if (one != other) {
                swapped++;
                if (BagCode.parse(code.substring(0, place) + other + one + code.substring(place + 2))
                        .isEmpty()) {
                    noticed++;
                }
            }
        }
        assertThat((double) noticed / swapped).isBetween(0.87, 0.91);
    }
}
