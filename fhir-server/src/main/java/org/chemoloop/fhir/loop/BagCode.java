package org.chemoloop.fhir.loop;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The code printed on a bag's label: 12 digits, the last one checks the others. */
public record BagCode(String value) {

    private static final char PREFIX = '8';

    public BagCode {
        if (!CheckDigit.isValid(value, PREFIX)) {
            throw new IllegalArgumentException("not a bag code: " + value);
        }
    }

    /** Empty when the text cannot be the code of a bag: such a text is never looked up. */
    public static Optional<BagCode> parse(@Nullable String text) {
        return text != null && CheckDigit.isValid(text, PREFIX) ? Optional.of(new BagCode(text)) : Optional.empty();
    }

    public static BagCode mint(long sequence) {
        return new BagCode(CheckDigit.code(PREFIX, sequence));
    }

    @Override
    public String toString() {
        return value;
    }
}
