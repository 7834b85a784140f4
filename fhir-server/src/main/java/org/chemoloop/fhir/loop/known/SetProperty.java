package org.chemoloop.fhir.loop.known;

import org.chemoloop.fhir.loop.Words;

/** What an infusion set may be, and a drug may need of it: codes of {@code cs/drug-handling}. */
public enum SetProperty {
    NON_PVC("non-pvc", "非PVC", "non-PVC"),
    FILTER_0_2("filter-0.2", "0.2 µm 过滤器", "0.2 µm filter"),
    FILTER_1_2("filter-1.2", "1.2 µm 过滤器", "1.2 µm filter");

    private final String code;
    private final Words words;

    SetProperty(String code, String zh, String en) {
        this.code = code;
        this.words = Words.of(zh, en);
    }

    public String code() {
        return code;
    }

    public Words words() {
        return words;
    }
}
