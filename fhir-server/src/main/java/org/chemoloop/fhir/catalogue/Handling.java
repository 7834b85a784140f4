package org.chemoloop.fhir.catalogue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a drug is or needs on its way: the codes of {@code cs/drug-handling}. */
public enum Handling {
    CYTOTOXIC,
    VESICANT,
    IRRITANT,
    LIGHT_PROTECT,
    FILTER_0_2,
    FILTER_1_2,
    NON_PVC,
    REFRIGERATE,
    SKIN_TEST,
    HIGH_CONCENTRATION,
    CONTROLLED_RATE,
    MONITOR,
    /** Never from a syringe: a syringe finds its way to the spine. */
    MINI_BAG_ONLY,
    DILUENT;

    static Optional<Handling> ofCode(String code) {
        return Arrays.stream(values())
                .filter(handling -> handling.code().equals(code))
                .findFirst();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT)
                .replace("_0_2", "-0.2")
                .replace("_1_2", "-1.2")
                .replace('_', '-');
    }
}
