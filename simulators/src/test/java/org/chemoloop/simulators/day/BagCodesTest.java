package org.chemoloop.simulators.day;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BagCodesTest {

    @Test
    void aMisreadCodeNoLongerFitsItsCheckDigit() {
        String code = "80000000004" + BagCodes.checkDigit("80000000004");
        String misread = BagCodes.misread(code);

        assertThat(code).isEqualTo("800000000044");
        assertThat(misread).hasSameSizeAs(code).isNotEqualTo(code);
        assertThat(BagCodes.checkDigit(misread.substring(0, 11))).isNotEqualTo(Character.digit(misread.charAt(11), 10));
    }

    @Test
    void aCodeThatNobodyPrintedIsStillReadable() {
        String code = BagCodes.neverPrinted();

        assertThat(code).hasSize(12).startsWith("8");
        assertThat(BagCodes.checkDigit(code.substring(0, 11))).isEqualTo(Character.digit(code.charAt(11), 10));
    }
}
