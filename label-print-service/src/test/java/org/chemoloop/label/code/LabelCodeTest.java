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
        for (int i = 0; i < 200; i++) {
            String code = BagCode.of(random.nextLong(10_000_000_000L)).digits();
            for (int place = 0; place < 12; place++) {
                for (int digit = 0; digit < 10; digit++) {
                    String keyed = code.substring(0, place) + digit + code.substring(place + 1);
                    assertThat(BagCode.parse(keyed).isPresent()).isEqualTo(keyed.equals(code));
                }
            }
        }
    }

    /** The figure of GS1's check digit, exactly: it misses neighbours that differ by five, and only those. */
    @Test
    void eightOfNineSwappedNeighboursAreNoticed() {
        int swapped = 0;
        int noticed = 0;
        for (int place = 1; place < 11; place++) {
            for (int one = 0; one < 10; one++) {
                for (int other = 0; other < 10; other++) {
                    if (one != other) {
                        StringBuilder code = new StringBuilder(codeWith(place, one, other));
                        code.setCharAt(place, (char) ('0' + other));
                        code.setCharAt(place + 1, (char) ('0' + one));
                        boolean missed = BagCode.parse(code.toString()).isPresent();
                        assertThat(missed).isEqualTo(Math.abs(one - other) == 5);
                        swapped++;
                        noticed += missed ? 0 : 1;
                    }
                }
            }
        }
        assertThat(noticed).isEqualTo(800);
        assertThat(swapped).isEqualTo(900);
    }

    /** The first digit says what is labelled: swapped with its neighbour it is no bag any more. */
    @Test
    void theFirstTwoDigitsAreNeverSwappedUnnoticed() {
        for (int second = 0; second < 10; second++) {
            String code = codeWith(1, second, 0);
            String swapped = code.charAt(1) + "8" + code.substring(2);
            assertThat(BagCode.parse(swapped).isPresent()).isEqualTo(second == 8);
        }
    }

    /** A good code with these two digits at that place; one of the others makes the check digit fit. */
    private static String codeWith(int place, int one, int other) {
        int fitting = place > 2 ? 1 : 5;
        for (int digit = 0; digit < 10; digit++) {
            StringBuilder code = new StringBuilder("800000000000");
            code.setCharAt(fitting, (char) ('0' + digit));
            code.setCharAt(place, (char) ('0' + one));
            code.setCharAt(place + 1, (char) ('0' + other));
            if (place < 10) {
                String digits = code.substring(0, 11);
                code.setCharAt(11, CheckDigit.of(digits));
            }
            if (BagCode.parse(code.toString()).isPresent()) {
                return code.toString();
            }
        }
        throw new AssertionError("no such code");
    }
}
