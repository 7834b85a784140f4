package org.chemoloop.fhir.catalogue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which doctors may prescribe an antitumor drug: the codes of {@code cs/antitumor-tier}, the lower one first. */
public enum Tier {
    ORDINARY,
    RESTRICTED;

    public static Optional<Tier> ofCode(String code) {
        return Arrays.stream(values()).filter(tier -> tier.code().equals(code)).findFirst();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A doctor of the restricted tier may also prescribe ordinary drugs. */
    public boolean mayPrescribe(Tier drug) {
        return compareTo(drug) >= 0;
    }
}
