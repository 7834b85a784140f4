package org.chemoloop.label.code;

/**
 * The GS1 mod-10 check digit, which catches every single wrong digit.
 *
 * @see <a href="https://www.gs1.org/services/how-calculate-check-digit-manually">GS1: how to calculate a check
 *     digit</a>
 */
final class CheckDigit {
    private CheckDigit() {}

    static char of(CharSequence digits) {
        int sum = 0;
        for (int fromRight = 0; fromRight < digits.length(); fromRight++) {
            int digit = digits.charAt(digits.length() - 1 - fromRight) - '0';
            sum += fromRight % 2 == 0 ? 3 * digit : digit;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /** Twelve ASCII digits, the first as given, the last the check digit of the others. */
    static boolean isCode(String text, char first) {
        return text.length() == 12
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && text.charAt(0) == first
                && text.charAt(11) == of(text.subSequence(0, 11));
    }
}
