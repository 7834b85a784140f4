package org.chemoloop.fhir.catalogue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A regimen of the hospital's library (化疗方案): which drugs, in which dose, on which days of a cycle.
 *
 * @param cycleDays from one cycle to the next
 */
public record Regimen(String code, String name, int cycleDays, List<Item> items) {

    /** Before the code, where an order names its regimen. */
    public static final String URL = "https://chemoloop.org/fhir/PlanDefinition/";

    public Regimen {
        items = List.copyOf(items);
    }

    /** What a dose is reckoned by. */
    public enum Basis {
        BODY_SURFACE("mg/m2"),
        WEIGHT("mg/kg"),
        /** By Calvert's formula: the dose is an AUC. */
        AUC("mg.min/mL"),
        FLAT("mg");

        private final String unit;

        Basis(String unit) {
            this.unit = unit;
        }

        static Optional<Basis> ofUnit(String unit) {
            return Arrays.stream(values())
                    .filter(basis -> basis.unit.equals(unit))
                    .findFirst();
        }

        /** Of UCUM. */
        public String unit() {
            return unit;
        }
    }

    /**
     * One dose of one drug.
     *
     * @param drug code of {@code cs/hospital-drug}
     * @param days of the cycle, counted from 1
     * @param most the dose in mg that no patient is above, however big
     */
    public record Item(String drug, Basis basis, BigDecimal dose, Set<Integer> days, Optional<BigDecimal> most) {

        public Item {
            days = Set.copyOf(days);
        }
    }

    public boolean has(String drug) {
        return items.stream().anyMatch(item -> item.drug().equals(drug));
    }

    /** Its doses of a drug: those of that day, where a day is known. */
    public List<Item> doses(String drug, Optional<Integer> day) {
        return items.stream()
                .filter(item -> item.drug().equals(drug))
                .filter(item -> day.map(item.days()::contains).orElse(true))
                .toList();
    }

    /** Of the cycle, on which the drug is given. */
    public Set<Integer> days(String drug) {
        return doses(drug, Optional.empty()).stream()
                .flatMap(item -> item.days().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
