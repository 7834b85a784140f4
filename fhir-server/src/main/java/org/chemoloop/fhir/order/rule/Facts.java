package org.chemoloop.fhir.order.rule;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a patient when something is ordered.
 *
 * @param measures the latest of each kind
 * @param allergies substances as the HIS names them
 * @param results the latest of each test that says yes or no
 * @param payments all that anybody told of how the patient pays
 */
public record Facts(
        Map<Kind, Measure> measures,
        List<Allergy> allergies,
        Map<Test, Result> results,
        List<Payment> payments,
        Who who) {

    private static final BigDecimal MOSTELLER = new BigDecimal(3600);

    private static final BigDecimal COCKCROFT_AGE = new BigDecimal(140);
    private static final BigDecimal COCKCROFT_WOMAN = new BigDecimal("1.04"); // 1.23 × 0.85, for µmol/L
    private static final BigDecimal COCKCROFT_MAN = new BigDecimal("1.23");

    public static final Facts NONE = new Facts(Map.of(), List.of(), Map.of(), List.of(), Who.UNKNOWN);

    /** What was measured, always in the same unit. */
    public enum Kind {
        HEIGHT("cm"),
        WEIGHT("kg"),
        AREA("m2"),
        NEUTROPHILS("10*9/L"),
        PLATELETS("10*9/L"),
        CREATININE("umol/L"),
        BILIRUBIN("umol/L"),
        /** Of creatinine, measured or estimated by the laboratory. */
        CLEARANCE("mL/min");

        private final String unit;

        Kind(String unit) {
            this.unit = unit;
        }

        /** Of UCUM. */
        public String unit() {
            return unit;
        }
    }

    /** A test that says yes or no. */
    public enum Test {
        PREGNANCY,
        HEPATITIS_B
    }

    /** What a test said and when. */
    public record Result(boolean positive, Instant at) {}

    /** @param woman empty where nobody says it */
    public record Who(Optional<LocalDate> born, Optional<Boolean> woman) {

        public static final Who UNKNOWN = new Who(Optional.empty(), Optional.empty());

        /** Whoever is not known to be a man. */
        public boolean mayBePregnant() {
            return woman.orElse(true);
        }
    }

    /** A value and when it was true. */
    public record Measure(BigDecimal value, Instant at) {}

    /** A substance that harmed the patient: the code and the name that the sender gave, either may be empty. */
    public record Allergy(String code, String name) {}

    /**
     * A way to pay: an insurance, or the patient.
     *
     * @param active false for one that was cancelled
     * @param from the first moment at which it holds; empty where it always did
     * @param until the last; empty where no end is known
     */
    public record Payment(boolean active, Optional<Instant> from, Optional<Instant> until) {

        public boolean isValid(Instant at) {
            return active
                    && from.filter(at::isBefore).isEmpty()
                    && until.filter(at::isAfter).isEmpty();
        }
    }

    public Facts {
        measures = Map.copyOf(measures);
        allergies = List.copyOf(allergies);
        results = Map.copyOf(results);
        payments = List.copyOf(payments);
    }

    public Optional<Measure> latest(Kind kind) {
        return Optional.ofNullable(measures.get(kind));
    }

    public Optional<Result> latest(Test test) {
        return Optional.ofNullable(results.get(test));
    }

    /** In mL/min as it was sent, else after Cockcroft and Gault: (140 − years) · kg · factor of the sex / µmol/L. */
    public Optional<BigDecimal> clearance(Instant now) {
        return latest(Kind.CLEARANCE).map(Measure::value).or(() -> cockcroft(now));
    }

    private Optional<BigDecimal> cockcroft(Instant now) {
        Optional<Measure> creatinine = latest(Kind.CREATININE);
        Optional<Measure> weight = latest(Kind.WEIGHT);
        if (creatinine.isEmpty()
                || weight.isEmpty()
                || who.born().isEmpty()
                || who.woman().isEmpty()) {
            return Optional.empty();
        }
        long years = ChronoUnit.YEARS.between(
                who.born().get(), now.atZone(ZoneOffset.UTC).toLocalDate());
        return Optional.of(COCKCROFT_AGE
                .subtract(BigDecimal.valueOf(years))
                .multiply(weight.get().value())
                .multiply(who.woman().get() ? COCKCROFT_WOMAN : COCKCROFT_MAN)
                .divide(creatinine.get().value(), MathContext.DECIMAL64));
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
