package org.chemoloop.fhir.catalogue;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One drug of the catalogue.
 *
 * @param code in {@code cs/hospital-drug}
 * @param tier empty for what is no antitumor drug
 * @param diluents codes of the only diluents it may go in; empty when any will do
 * @param forbiddenRoutes codes of HL7 table 0162 by which it must never go
 * @param premedication codes of drugs of which one is given before it; empty when none is needed
 * @param enemies codes of drugs with which it must not share a bag
 * @param limits what the catalogue has a number for
 * @param cycleDays the days of a cycle on which it is given, counted from 1; empty when once a cycle
 * @param lifetimeCounts codes of other drugs whose doses count towards its lifetime dose, each with the factor that
 *     makes them doses of this drug (anthracyclines as doxorubicin)
 * @param antidotes what is done, in order, when it runs beside the vein
 */
public record Drug(
        String code,
        String name,
        Set<Handling> handling,
        Optional<Tier> tier,
        List<String> diluents,
        Set<String> forbiddenRoutes,
        Set<String> premedication,
        Set<String> enemies,
        Map<Limit, BigDecimal> limits,
        Set<Integer> cycleDays,
        Map<String, BigDecimal> lifetimeCounts,
        List<String> antidotes) {

    public static final String SYSTEM = "https://chemoloop.org/fhir/CodeSystem/hospital-drug";

    public Drug {
        handling = Set.copyOf(handling);
        diluents = List.copyOf(diluents);
        forbiddenRoutes = Set.copyOf(forbiddenRoutes);
        premedication = Set.copyOf(premedication);
        enemies = Set.copyOf(enemies);
        limits = Map.copyOf(limits);
        cycleDays = Set.copyOf(cycleDays);
        lifetimeCounts = Map.copyOf(lifetimeCounts);
        antidotes = List.copyOf(antidotes);
    }

    public static Builder named(String code, String name) {
        return new Builder(code, name);
    }

    public boolean isCytotoxic() {
        return handling.contains(Handling.CYTOTOXIC);
    }

    public boolean isDiluent() {
        return handling.contains(Handling.DILUENT);
    }

    /** Whether this drug may go in that diluent. */
    public boolean mayGoIn(String diluent) {
        return diluents.isEmpty() || diluents.contains(diluent);
    }

    /** In the unit of the limit; empty when the catalogue has no number. */
    public Optional<BigDecimal> limit(Limit limit) {
        return Optional.ofNullable(limits.get(limit));
    }

    /** A drug on the way into the catalogue: what nobody says of it, it does not need. */
    public static final class Builder {

        private final String code;
        private final String name;
        private final Map<Limit, BigDecimal> limits = new EnumMap<>(Limit.class);
        private final Map<String, BigDecimal> lifetimeCounts = new HashMap<>();
        private Set<Handling> handling = Set.of();
        private Optional<Tier> tier = Optional.empty();
        private List<String> diluents = List.of();
        private Set<String> forbiddenRoutes = Set.of();
        private Set<String> premedication = Set.of();
        private Set<String> enemies = Set.of();
        private Set<Integer> cycleDays = Set.of();
        private List<String> antidotes = List.of();

        private Builder(String code, String name) {
            this.code = code;
            this.name = name;
        }

        public Builder needs(Handling... what) {
            return needs(Set.of(what));
        }

        Builder needs(Set<Handling> what) {
            handling = what;
            return this;
        }

        public Builder of(Tier tierOfDrug) {
            return of(Optional.of(tierOfDrug));
        }

        Builder of(Optional<Tier> tierOfDrug) {
            tier = tierOfDrug;
            return this;
        }

        public Builder onlyIn(List<String> codes) {
            diluents = codes;
            return this;
        }

        public Builder neverBy(String... routes) {
            return neverBy(Set.of(routes));
        }

        Builder neverBy(Set<String> routes) {
            forbiddenRoutes = routes;
            return this;
        }

        public Builder after(String... drugs) {
            return after(Set.of(drugs));
        }

        Builder after(Set<String> drugs) {
            premedication = drugs;
            return this;
        }

        public Builder neverWith(String... drugs) {
            return neverWith(Set.of(drugs));
        }

        Builder neverWith(Set<String> drugs) {
            enemies = drugs;
            return this;
        }

        public Builder with(Limit limit, String value) {
            return with(Map.of(limit, new BigDecimal(value)));
        }

        Builder with(Map<Limit, BigDecimal> more) {
            limits.putAll(more);
            return this;
        }

        public Builder onDays(Integer... days) {
            return onDays(Set.of(days));
        }

        Builder onDays(Set<Integer> days) {
            cycleDays = days;
            return this;
        }

        public Builder counting(String drug, String factor) {
            return counting(Map.of(drug, new BigDecimal(factor)));
        }

        Builder counting(Map<String, BigDecimal> others) {
            lifetimeCounts.putAll(others);
            return this;
        }

        public Builder answeredBy(String... steps) {
            return answeredBy(List.of(steps));
        }

        Builder answeredBy(List<String> steps) {
            antidotes = steps;
            return this;
        }

        public Drug build() {
            return new Drug(
                    code,
                    name,
                    handling,
                    tier,
                    diluents,
                    forbiddenRoutes,
                    premedication,
                    enemies,
                    limits,
                    cycleDays,
                    lifetimeCounts,
                    antidotes);
        }
    }
}
