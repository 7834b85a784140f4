package org.chemoloop.fhir.catalogue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
        antidotes = List.copyOf(antidotes);
    }

    public static Drug named(String code, String name) {
        return new Drug(
                code,
                name,
                Set.of(),
                Optional.empty(),
                List.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                Set.of(),
                List.of());
    }

    public Drug needs(Handling... what) {
        Set<Handling> all = Arrays.stream(what).collect(Collectors.toSet());
        return new Drug(
                code, name, all, tier, diluents, forbiddenRoutes, premedication, enemies, limits, cycleDays, antidotes);
    }

    public Drug of(Tier tierOfDrug) {
        return new Drug(
                code,
                name,
                handling,
                Optional.of(tierOfDrug),
                diluents,
                forbiddenRoutes,
                premedication,
                enemies,
                limits,
                cycleDays,
                antidotes);
    }

    public Drug onlyIn(List<String> codes) {
        return new Drug(
                code,
                name,
                handling,
                tier,
                codes,
                forbiddenRoutes,
                premedication,
                enemies,
                limits,
                cycleDays,
                antidotes);
    }

    public Drug neverBy(String... routes) {
        return new Drug(
                code,
                name,
                handling,
                tier,
                diluents,
                Set.of(routes),
                premedication,
                enemies,
                limits,
                cycleDays,
                antidotes);
    }

    public Drug after(String... drugs) {
        return new Drug(
                code,
                name,
                handling,
                tier,
                diluents,
                forbiddenRoutes,
                Set.of(drugs),
                enemies,
                limits,
                cycleDays,
                antidotes);
    }

    public Drug neverWith(String... drugs) {
        return new Drug(
                code,
                name,
                handling,
                tier,
                diluents,
                forbiddenRoutes,
                premedication,
                Set.of(drugs),
                limits,
                cycleDays,
                antidotes);
    }

    public Drug with(Limit limit, String value) {
        Map<Limit, BigDecimal> more = new EnumMap<>(Limit.class);
        more.putAll(limits);
        more.put(limit, new BigDecimal(value));
        return new Drug(
                code,
                name,
                handling,
                tier,
                diluents,
                forbiddenRoutes,
                premedication,
                enemies,
                more,
                cycleDays,
                antidotes);
    }

    public Drug onDays(Integer... days) {
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
                Set.of(days),
                antidotes);
    }

    public Drug answeredBy(String... steps) {
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
                List.of(steps));
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
}
