package org.chemoloop.fhir.order;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;
import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chemoloop.fhir.order.rule.Facts;
import org.chemoloop.fhir.order.rule.Facts.Allergy;
import org.chemoloop.fhir.order.rule.Facts.Kind;
import org.chemoloop.fhir.order.rule.Facts.Measure;
import org.chemoloop.fhir.order.rule.Facts.Payment;
import org.chemoloop.fhir.order.rule.Facts.Result;
import org.chemoloop.fhir.order.rule.Facts.Test;
import org.chemoloop.fhir.order.rule.Facts.Who;
import org.chemoloop.fhir.server.rows.StoredIdentifiers;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Coverage.CoverageStatus;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Gathers what is known of a patient's body, blood, allergies and ways of payment. */
@Component
class PatientFacts {

    private static final String LOINC = "http://loinc.org";
    /** Of each code: the last may have been entered in error, or say nothing. */
    private static final int LATEST = 5;

    private static final Map<Kind, List<String>> CODES = Map.of(
            Kind.HEIGHT, List.of("8302-2", "3137-7"),
            Kind.WEIGHT, List.of("29463-7", "3141-9"),
            Kind.AREA, List.of("3140-1", "8277-6"),
            Kind.NEUTROPHILS, List.of("751-8", "26499-4", "753-4"),
            Kind.PLATELETS, List.of("777-3", "26515-7"),
            Kind.CREATININE, List.of("14682-9"),
            Kind.BILIRUBIN, List.of("14631-6"),
            Kind.CLEARANCE, List.of("2164-2", "33914-3", "62238-1", "98979-8"));

    private static final Map<Test, List<String>> TESTS = Map.of(
            Test.PREGNANCY, List.of("2106-3", "2118-8", "80384-1", "80385-8"),
            Test.HEPATITIS_B, List.of("5195-3", "5196-1", "7905-3"));

    /** How laboratories say yes and no: LOINC answers, SNOMED CT, flags of HL7 table 0078, and in words. */
    private static final Set<String> POSITIVE =
            Set.of("LA6576-8", "LA11882-0", "10828004", "260373001", "POS", "阳性", "positive", "+");

    private static final Set<String> NEGATIVE =
            Set.of("LA6577-6", "LA11883-8", "260385009", "260415000", "NEG", "阴性", "negative", "-");

    /** A value in another unit than these is left out: it would be judged wrong by a thousand. */
    private static final Map<String, BigDecimal> TO_OWN_UNIT = Map.of(
            "cm", BigDecimal.ONE,
            "m", new BigDecimal(100),
            "kg", BigDecimal.ONE,
            "m2", BigDecimal.ONE,
            "10*9/L", BigDecimal.ONE,
            "10*3/uL", BigDecimal.ONE,
            "umol/L", BigDecimal.ONE,
            "mL/min", BigDecimal.ONE,
            "mL/min/{1.73_m2}", BigDecimal.ONE);

    private final StoredIdentifiers identifiers;
    private final Long[] hashes;

    PatientFacts(StoredIdentifiers identifiers, PartitionSettings partitions) {
        this.identifiers = identifiers;
        this.hashes = Stream.concat(CODES.values().stream(), TESTS.values().stream())
                .flatMap(Collection::stream)
                .map(code -> ResourceIndexedSearchParamToken.calculateHashSystemAndValue(
                        partitions, RequestPartitionId.fromPartitionId(null), "Observation", "code", LOINC, code))
                .toArray(Long[]::new);
    }

    Facts of(String patient, Chart chart) {
        Map<Kind, Measure> measures = new EnumMap<>(Kind.class);
        Map<Test, Result> results = new EnumMap<>(Test.class);
        List<Allergy> allergies = new ArrayList<>();
        List<Payment> payments = new ArrayList<>();
        for (Resource found : chart.read(identifiers.toldOf(patient, hashes, LATEST))) {
            if (found instanceof Observation said) {
                add(said, measures);
                addTest(said, results);
            } else if (found instanceof Coverage paying && paying.getStatus() != CoverageStatus.ENTEREDINERROR) {
                payments.add(payment(paying));
            } else if (found instanceof AllergyIntolerance allergy && isActive(allergy)) {
                allergies.addAll(substances(allergy.getCode()));
            }
        }
        return new Facts(measures, allergies, results, payments, who(patient, chart));
    }

    private static Who who(String id, Chart chart) {
        return chart.recall(Patient.class, new Reference("Patient/" + id))
                .map(patient -> new Who(born(patient), woman(patient)))
                .orElse(Who.UNKNOWN);
    }

    private static Optional<LocalDate> born(Patient patient) {
        return patient.hasBirthDate() && patient.getBirthDateElement().getPrecision() == TemporalPrecisionEnum.DAY
                ? Optional.of(LocalDate.parse(patient.getBirthDateElement().getValueAsString()))
                : Optional.empty();
    }

    private static Optional<Boolean> woman(Patient patient) {
        AdministrativeGender sex = patient.getGender();
        return sex == AdministrativeGender.FEMALE || sex == AdministrativeGender.MALE
                ? Optional.of(sex == AdministrativeGender.FEMALE)
                : Optional.empty();
    }

    private static boolean counts(Observation said) {
        return said.getStatus() != ObservationStatus.ENTEREDINERROR
                && said.getStatus() != ObservationStatus.CANCELLED
                && said.hasEffectiveDateTimeType();
    }

    /** What says neither yes nor no is no result. */
    private static void addTest(Observation said, Map<Test, Result> results) {
        Optional<Test> test = codes(said.getCode(), TESTS);
        Optional<Boolean> answer = test.isPresent() && counts(said) ? answer(said) : Optional.empty();
        answer.ifPresent(positive -> results.merge(
                test.orElseThrow(),
                new Result(positive, said.getEffectiveDateTimeType().getValue().toInstant()),
                (one, other) -> one.at().isAfter(other.at()) ? one : other));
    }

    private static Optional<Boolean> answer(Observation said) {
        List<String> words = new ArrayList<>();
        if (said.hasValueStringType()) {
            words.add(said.getValueStringType().getValue().strip());
        }
        List<CodeableConcept> concepts = new ArrayList<>(said.getInterpretation());
        if (said.hasValueCodeableConcept()) {
            concepts.add(said.getValueCodeableConcept());
        }
        for (CodeableConcept concept : concepts) {
            words.add(orEmpty(concept.getText()));
            concept.getCoding().forEach(coding -> words.add(orEmpty(coding.getCode())));
        }
        boolean positive = words.stream().anyMatch(POSITIVE::contains);
        boolean negative = words.stream().anyMatch(NEGATIVE::contains);
        return positive == negative ? Optional.empty() : Optional.of(positive);
    }

    private static void add(Observation said, Map<Kind, Measure> measures) {
        boolean counts = counts(said) && said.hasValueQuantity();
        Optional<Kind> kind = codes(said.getCode(), CODES);
        if (!counts || kind.isEmpty()) {
            return;
        }
        Instant at = said.getEffectiveDateTimeType().getValue().toInstant();
        value(said.getValueQuantity())
                .ifPresent(value -> measures.merge(
                        kind.get(),
                        new Measure(value, at),
                        (one, other) -> one.at().isAfter(other.at()) ? one : other));
    }

    private static <K> Optional<K> codes(CodeableConcept code, Map<K, List<String>> all) {
        for (Coding coding : code.getCoding()) {
            for (Map.Entry<K, List<String>> known : all.entrySet()) {
                if (LOINC.equals(coding.getSystem()) && known.getValue().contains(coding.getCode())) {
                    return Optional.of(known.getKey());
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<BigDecimal> value(Quantity quantity) {
        BigDecimal factor = TO_OWN_UNIT.get(String.valueOf(quantity.getCode()));
        return factor == null || !quantity.hasValue() || quantity.getValue().signum() <= 0
                ? Optional.empty()
                : Optional.of(quantity.getValue().multiply(factor));
    }

    private static Payment payment(Coverage said) {
        Period period = said.getPeriod();
        return new Payment(
                said.getStatus() == CoverageStatus.ACTIVE,
                Optional.ofNullable(period.getStart()).map(Date::toInstant),
                Optional.ofNullable(period.getEnd()).map(end -> lastMoment(period.getEndElement())));
    }

    /** A day, month or year that is named as the end belongs to the period (R4, Period.end). */
    private static Instant lastMoment(DateTimeType end) {
        DateTimeType next = end.copy();
        next.add(end.getPrecision().getCalendarConstant(), 1);
        return next.getValue().toInstant().minusMillis(1);
    }

    private static boolean isActive(AllergyIntolerance allergy) {
        return allergy.getClinicalStatus().getCoding().stream()
                        .noneMatch(status -> "resolved".equals(status.getCode()) || "inactive".equals(status.getCode()))
                && allergy.getVerificationStatus().getCoding().stream()
                        .noneMatch(status ->
                                "refuted".equals(status.getCode()) || "entered-in-error".equals(status.getCode()));
    }

    private static List<Allergy> substances(CodeableConcept substance) {
        List<Allergy> named = new ArrayList<>();
        for (Coding coding : substance.getCoding()) {
            named.add(new Allergy(orEmpty(coding.getCode()), orEmpty(coding.getDisplay())));
        }
        if (substance.hasText()) {
            named.add(new Allergy("", substance.getText()));
        }
        return named;
    }

    private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }
}
