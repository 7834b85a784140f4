package org.chemoloop.label.code;

import java.util.regex.Pattern;

/**
 * A wristband in the words of GS1: the service relation of the hospital with this patient (8018) and which band of it
 * this is (8019).
 *
 * @param relation the global service relation number, 18 digits
 * @param instance counts the bands, so that a scanner can tell an old one from a new one
 * @see <a href="https://www.gs1.org/standards/gs1-general-specifications">GS1 General Specifications, AI 8018, 8019</a>
 */
public record Gs1Patient(String relation, int instance) {
    /** GS1's separator: in a symbol it is FNC1. */
    private static final char FNC1 = '\u001d';

    private static final Pattern PREFIX = Pattern.compile("\\d{7}");

    /** The hospital's company prefix of seven digits, then the ten free digits of the wristband's code. */
    public static Gs1Patient of(String companyPrefix, WristbandCode code, int instance) {
        if (!PREFIX.matcher(companyPrefix).matches()) {
            throw new IllegalArgumentException("a GS1 company prefix of seven digits is wanted, not " + companyPrefix);
        }
        String number = companyPrefix + code.digits().substring(1, 11);
        return new Gs1Patient(number + CheckDigit.of(number), instance);
    }

    /** As it is encoded; (8018) has no fixed length, so a separator must follow. */
    public String elements() {
        return FNC1 + "8018" + relation + FNC1 + "8019" + instance;
    }

    /** As it is written below the symbol. */
    public String readable() {
        return "(8018)" + relation + "(8019)" + instance;
    }
}
