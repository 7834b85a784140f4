package org.chemoloop.simulators.day;

/** Bag codes as a scanner misreads them; right ones come from ChemoLoop. */
final class BagCodes {

    private BagCodes() {}

    /** The code with one wrong digit: its check digit doesn't fit any more. */
    static String misread(String code) {
        int last = Character.digit(code.charAt(code.length() - 1), 10);
        return code.substring(0, code.length() - 1) + (last + 1) % 10;
    }

    /** A well-formed code at the far end of the numbers, which no installation has reached. */
    static String neverPrinted() {
        String digits = "89999999999";
        return digits + checkDigit(digits);
    }

    /** GS1 General Specifications §7.9.1: weights 3, 1, 3, 1 … from the right. */
    static int checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(digits.length() - 1 - i), 10);
            sum += i % 2 == 0 ? 3 * digit : digit;
        }
        return (10 - sum % 10) % 10;
    }
}
