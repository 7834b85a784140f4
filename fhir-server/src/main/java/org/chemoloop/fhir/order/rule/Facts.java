package org.chemoloop.fhir.order.rule;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a patient when something is ordered.
 *
 * @param measures the latest of each kind
 * @param allergies substances as the HIS names them
 */
public record Facts(Map<Kind, Measure> measures, List<Allergy> allergies) {

    private static final BigDecimal MOSTELLER = new BigDecimal(3600);

    public static final Facts NONE = new Facts(Map.of(), List.of());

    /** What was measured, always in the same unit. */
    public enum Kind {
        HEIGHT("cm"),
        WEIGHT("kg"),
        AREA("m2"),
        NEUTROPHILS("10*9/L"),
        PLATELETS("10*9/L"),
        CREATININE("umol/L"),
        BILIRUBIN("umol/L");

        private final String unit;

        Kind(String unit) {
            this.unit = unit;
        }

        /** Of UCUM. */
        public String unit() {
            return unit;
        }
    }

    /** A value and when it was true. */
    public record Measure(BigDecimal value, Instant at) {}

    /** A substance that harmed the patient: the code and the name that the sender gave, either may be empty. */
    public record Allergy(String code, String name) {}

    public Facts {
        measures = Map.copyOf(measures);
        allergies = List.copyOf(allergies);
    }

    public Optional<Measure> latest(Kind kind) {
        return Optional.ofNullable(measures.get(kind));
    }

    /** After Mosteller: √(cm · kg / 3600). */
    public Optional<Measure> computedArea() {
        Optional<Measure> height = latest(Kind.HEIGHT);
        Optional<Measure> weight = latest(Kind.WEIGHT);
        if (height.isEmpty() || weight.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal area = height.get()
                .value()
                .multiply(weight.get().value())
                .divide(MOSTELLER, MathContext.DECIMAL64)
                .sqrt(MathContext.DECIMAL64);
        Instant older = height.get().at().isBefore(weight.get().at())
                ? height.get().at()
                : weight.get().at();
        return Optional.of(new Measure(area, older));
    }

    /** As it was sent, else computed. */
    public Optional<Measure> area() {
        return latest(Kind.AREA).or(this::computedArea);
    }
}
