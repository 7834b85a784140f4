package org.chemoloop.label.code;

import java.util.Optional;

/** The twelve digits of a bag: 8, ten digits, check digit. */
public record BagCode(String digits) implements LabelCode {

    public BagCode {
        if (!CheckDigit.isCode(digits, '8')) {
            throw new IllegalArgumentException("not a bag code: " + digits);
        }
    }

    /** Empty when the text is not a bag code or its check digit is wrong. */
    public static Optional<BagCode> parse(String text) {
        return CheckDigit.isCode(text, '8') ? Optional.of(new BagCode(text)) : Optional.empty();
    }

    /** The code whose ten free digits are this number. */
    public static BagCode of(long number) {
        if (number < 0 || number > 9_999_999_999L) {
            throw new IllegalArgumentException("ten digits at most: " + number);
        }
        String digits = String.format("8%010d", number);
        return new BagCode(digits + CheckDigit.of(digits));
    }
}
