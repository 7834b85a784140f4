package org.chemoloop.fhir.catalogue;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a doctor may prescribe: a tier, single drugs, or a tier narrowed to single drugs, for as long as it holds
 * (抗肿瘤药物临床应用管理办法: granted per doctor and tier after an exam).
 *
 * @param tier empty for a privilege of single drugs
 * @param drugs codes to which it is narrowed; empty for all of the tier
 * @param withheld codes that the doctor must not prescribe, whatever else is granted
 * @param from empty when it has always held
 * @param until empty when it has no end
 */
public record Privilege(
        Optional<Tier> tier, Set<String> drugs, Set<String> withheld, Optional<Instant> from, Optional<Instant> until) {

    public Privilege {
        drugs = Set.copyOf(drugs);
        withheld = Set.copyOf(withheld);
    }

    public static Privilege of(Tier tier) {
        return new Privilege(Optional.of(tier), Set.of(), Set.of(), Optional.empty(), Optional.empty());
    }

    public boolean holds(Instant now) {
        return from.map(start -> !now.isBefore(start)).orElse(true)
                && until.map(end -> now.isBefore(end)).orElse(true);
    }

    /** Whether it is about this drug, in force or not. */
    public boolean grants(Drug drug) {
        boolean tierReaches =
                tier.map(own -> drug.tier().map(own::mayPrescribe).orElse(true)).orElse(!drugs.isEmpty());
        return tierReaches && (drugs.isEmpty() || drugs.contains(drug.code()));
    }

    public boolean withholds(Drug drug) {
        return withheld.contains(drug.code());
    }
}
