package org.chemoloop.fhir.loop;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The code printed on a patient's wristband: 12 digits, the last one checks the others. */
public record WristbandCode(String value) {

    private static final char PREFIX = '9';

    public WristbandCode {
        if (!CheckDigit.isValid(value, PREFIX)) {
            throw new IllegalArgumentException("not a wristband code: " + value);
        }
    }

    /** Empty when the text cannot be the code of a wristband: such a text is never looked up. */
    public static Optional<WristbandCode> parse(@Nullable String text) {
        return text != null && CheckDigit.isValid(text, PREFIX)
                ? Optional.of(new WristbandCode(text))
                : Optional.empty();
    }

    public static WristbandCode mint(long sequence) {
        return new WristbandCode(CheckDigit.code(PREFIX, sequence));
    }

    @Override
    public String toString() {
        return value;
    }
}
