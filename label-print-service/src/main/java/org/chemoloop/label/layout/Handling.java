package org.chemoloop.label.layout;

import java.util.Arrays;
import java.util.Optional;

/** A warning of {@code cs/drug-handling} with the word that stands on the label. */
public enum Handling {
    CYTOTOXIC("cytotoxic", "细胞毒"),
    VESICANT("vesicant", "发疱剂"),
    IRRITANT("irritant", "刺激性"),
    LIGHT_PROTECT("light-protect", "避光"),
    FILTER_FINE("filter-0.2", "0.2µm 过滤器"),
    FILTER("filter-1.2", "1.2µm 过滤器"),
    NON_PVC("non-pvc", "非PVC输液器"),
    REFRIGERATE("refrigerate", "2–8℃ 冷藏");

    private final String code;
    private final String word;

    Handling(String code, String word) {
        this.code = code;
        this.word = word;
    }

    public static Optional<Handling> of(String code) {
        return Arrays.stream(values())
                .filter(handling -> handling.code.equals(code))
                .findFirst();
    }

    String word() {
        return word;
    }
}
