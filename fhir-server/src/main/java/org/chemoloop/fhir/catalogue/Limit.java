package org.chemoloop.fhir.catalogue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A number that the catalogue knows of a drug, always in the same unit: codes of {@code cs/drug-handling}. */
public enum Limit {
    MIN_CONCENTRATION("mg/mL"),
    MAX_CONCENTRATION("mg/mL"),
    /** Above it a pharmacist looks at the dose of one bag. */
    HIGH_DOSE("mg"),
    /** Above it the dose of one bag is a slip of the pen, and refused. */
    NEVER_DOSE("mg"),
    HIGH_DOSE_PER_AREA("mg/m2"),
    /** All that a patient was ever given. */
    LIFETIME_DOSE_PER_AREA("mg/m2"),
    /** From one cycle to the next. */
    CYCLE("d"),
    /** From the preparation to the end of the infusion. */
    STABILITY("h");

    private final String unit;

    Limit(String unit) {
        this.unit = unit;
    }

    static Optional<Limit> ofCode(String code) {
        return Arrays.stream(values())
                .filter(limit -> limit.code().equals(code))
                .findFirst();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of UCUM. */
    public String unit() {
        return unit;
    }
}
