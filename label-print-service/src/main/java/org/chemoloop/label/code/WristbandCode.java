package org.chemoloop.label.code;

import java.util.Optional;

/** The twelve digits of a wristband: 9, ten digits, check digit. */
public record WristbandCode(String digits) implements LabelCode {

    public WristbandCode {
        if (!CheckDigit.isCode(digits, '9')) {
            throw new IllegalArgumentException("not a wristband code: " + digits);
        }
    }

    /** Empty when the text is not a wristband code or its check digit is wrong. */
    public static Optional<WristbandCode> parse(String text) {
        return CheckDigit.isCode(text, '9') ? Optional.of(new WristbandCode(text)) : Optional.empty();
    }

    /** The code whose ten free digits are this number. */
    public static WristbandCode of(long number) {
        if (number < 0 || number > 9_999_999_999L) {
            throw new IllegalArgumentException("ten digits at most: " + number);
        }
        String digits = String.format("9%010d", number);
        return new WristbandCode(digits + CheckDigit.of(digits));
    }
}
