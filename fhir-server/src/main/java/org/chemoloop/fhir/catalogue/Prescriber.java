package org.chemoloop.fhir.catalogue;

import java.time.Instant;
import java.util.List;

/**
 * A doctor that this hospital knows.
 *
 * @param literal reference to the Practitioner
 */
public record Prescriber(String literal, List<Privilege> privileges) {

    public Prescriber {
        privileges = List.copyOf(privileges);
    }

    /** What a doctor's privileges say to a drug. */
    public enum Right {
        GRANTED,
        /** No privilege was ever given that reaches it. */
        MISSING,
        /** A privilege reaches it, but not on this day. */
        NOT_IN_FORCE,
        /** Taken from this doctor by name of the drug. */
        WITHHELD
    }

    /** A drug without a tier is everybody's, unless it is withheld. */
    public Right rightTo(Drug drug, Instant now) {
        if (privileges.stream().anyMatch(privilege -> privilege.holds(now) && privilege.withholds(drug))) {
            return Right.WITHHELD;
        }
        if (drug.tier().isEmpty()
                || privileges.stream().anyMatch(privilege -> privilege.holds(now) && privilege.grants(drug))) {
            return Right.GRANTED;
        }
        return privileges.stream().anyMatch(privilege -> privilege.grants(drug)) ? Right.NOT_IN_FORCE : Right.MISSING;
    }
}
