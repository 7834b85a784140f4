package org.chemoloop.fhir.loop;

import java.util.Locale;

/** The GS1 modulo 10 check digit that keeps a misread or mis-keyed code from landing on another bag. */
final class CheckDigit {

    private static final int BODY = 11;
    private static final long SEQUENCES = 10_000_000_000L;

    private CheckDigit() {}

    static boolean isValid(String code, char prefix) {
        return code.length() == BODY + 1
                && code.chars().allMatch(c -> c >= '0' && c <= '9')
                && code.charAt(0) == prefix
                && code.charAt(BODY) == of(code.substring(0, BODY));
    }

    static String code(char prefix, long sequence) {
        if (sequence < 0 || sequence >= SEQUENCES) {
            throw new IllegalArgumentException("sequence=" + sequence + " does not fit ten digits");
        }
        String body = prefix + String.format(Locale.ROOT, "%010d", sequence);
        return body + of(body);
    }

    /** GS1 General Specifications §7.9: weights 3 and 1 alternate, the digit nearest to the check digit weighs 3. */
    private static char of(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(i) - '0';
            sum += (body.length() - i) % 2 == 1 ? 3 * digit : digit;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }
}
