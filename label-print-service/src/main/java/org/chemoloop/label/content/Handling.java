package org.chemoloop.label.content;

import java.util.Arrays;
import java.util.Optional;
import org.chemoloop.label.template.Phrases;

/** A warning of {@code cs/drug-handling}, in the order in which labels say them. */
public enum Handling {
    CYTOTOXIC("cytotoxic"),
    VESICANT("vesicant"),
    IRRITANT("irritant"),
    LIGHT_PROTECT("light-protect"),
    FILTER_FINE("filter-0.2"),
    FILTER("filter-1.2"),
    NON_PVC("non-pvc"),
    REFRIGERATE("refrigerate"),
    SKIN_TEST("skin-test"),
    HIGH_CONCENTRATION("high-concentration"),
    CONTROLLED_RATE("controlled-rate"),
    MONITOR("monitor");

    private final String code;

    Handling(String code) {
        this.code = code;
    }

    public static Optional<Handling> of(String code) {
        return Arrays.stream(values())
                .filter(handling -> handling.code.equals(code))
                .findFirst();
    }

    String word(Phrases words) {
        return words.word("handling." + code);
    }
}
