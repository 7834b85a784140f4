package org.chemoloop.routes.announce;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chemoloop.routes.answer.SegmentWriter;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Dosage.DosageDoseAndRateComponent;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationDosageComponent;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationPerformerComponent;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;

/**
 * Writes RAS^O17: what happened to an infusion, for every prescription line in the bag.
 *
 * <p>HL7 v2 has no status "in progress": a start has RXA-3 and neither RXA-4 nor RXA-20 (domain.md §1.4).
 */
public final class AdministrationToHis {
    private final Opening opening;
    private final AdministrationNumbers numbers;

    public AdministrationToHis(Opening opening, AdministrationNumbers numbers) {
        this.opening = opening;
        this.numbers = numbers;
    }

    byte[] write(LoopEvent event, EventCode code) {
        MedicationAdministration given = event.administration()
                .orElseThrow(() -> new IllegalArgumentException("the event has no MedicationAdministration"));
        int number = numbers.of(event.bagCode(), event.id(), code.code(), code.takesBack());
        SegmentWriter message = opening.of(event, "RAS", "O17");
        for (MedicationRequest line : event.lines()) {
            orc(event, line, code).writeTo(message);
            rxa(event, line, given, code.now(), number).text(21, action(code)).writeTo(message);
            opening.segment("RXR").concept(1, route(event, line)).writeTo(message);
        }
        return Fields.bytes(message);
    }

    private Fields orc(LoopEvent event, MedicationRequest line, EventCode code) {
        return OrderOfHis.orc(opening, line)
                .text(5, status(code))
                .time(9, event.at())
                .raw(12, opening.person(event, line.getRequester()));
    }

    /** ORC-5, HL7 table 0038. */
    private static String status(EventCode code) {
        return switch (code) {
            case INFUSION_STARTED, INFUSION_RESUMED -> "IP";
            case INFUSION_PAUSED, END_TAKEN_BACK -> "HD";
            case INFUSION_COMPLETED -> "CM";
            case INFUSION_STOPPED -> "DC";
            case INFUSION_NOT_GIVEN -> "CA";
            // The bag is still to be given.
            case START_TAKEN_BACK -> "SC";
            case BAG_ORDERED,
                    BAG_RELEASED,
                    BAG_CHANGED,
                    BAG_CANCELLED,
                    BAG_DISPATCHED,
                    APPOINTMENT_BOOKED,
                    APPOINTMENT_MOVED,
                    APPOINTMENT_CANCELLED -> throw new IllegalArgumentException(code.code() + " is no administration");
        };
    }

    private Fields rxa(
            LoopEvent event, MedicationRequest line, MedicationAdministration given, EventCode code, int number) {
        Medication bag =
                event.medication(event.bag().getMedication(), event.bag().getContained());
        Fields rxa = opening.segment("RXA")
                .text(1, "0")
                .text(2, String.valueOf(number))
                .time(3, begin(event, given, code))
                .concept(
                        5,
                        event.medication(line.getMedication(), line.getContained())
                                .getCode())
                .raw(9, notes(given, code))
                .raw(10, people(event, given))
                .text(12, rate(given.getDosage()))
                .text(15, bag.getBatch().getLotNumber())
                .time(16, bag.getBatch().getExpirationDate())
                .text(20, completion(given, code))
                .time(22, event.at())
                .components(25, event.bagCode(), "", "CHEMOLOOP");
        amount(rxa, line, given, code);
        if (ends(code)) {
            rxa.time(4, end(event, given));
        }
        if (code == EventCode.INFUSION_NOT_GIVEN) {
            rxa.concept(18, given.getStatusReasonFirstRep());
        }
        return rxa;
    }

    /**
     * RXA-21, HL7 table 0206. Who does not know D hears at least what is true now: not given, or paused, under the
     * number of what was told wrongly.
     */
    private static String action(EventCode code) {
        if (!code.takesBack().isEmpty()) {
            return "D";
        }
        return code == EventCode.INFUSION_STARTED || code == EventCode.INFUSION_NOT_GIVEN ? "A" : "U";
    }

    private static boolean ends(EventCode code) {
        return code == EventCode.INFUSION_COMPLETED || code == EventCode.INFUSION_STOPPED;
    }

    /** A pause or a resumption begins when it happened, the end of an infusion when that was started. */
    private static Instant begin(LoopEvent event, MedicationAdministration given, EventCode code) {
        if (code == EventCode.INFUSION_PAUSED || code == EventCode.INFUSION_RESUMED) {
            return event.at();
        }
        if (given.getEffective() instanceof Period period && period.hasStart()) {
            return period.getStart().toInstant();
        }
        return given.getEffective() instanceof DateTimeType time && time.hasValue()
                ? time.getValue().toInstant()
                : event.at();
    }

    private static Instant end(LoopEvent event, MedicationAdministration given) {
        return given.getEffective() instanceof Period period && period.hasEnd()
                ? period.getEnd().toInstant()
                : event.at();
    }

    /** RXA-6 and RXA-7: the ordered dose, the volume that has run in when it was stopped, nothing when not given. */
    private static void amount(Fields rxa, MedicationRequest line, MedicationAdministration given, EventCode code) {
        Quantity dose = code == EventCode.INFUSION_STOPPED && given.getDosage().hasDose()
                ? given.getDosage().getDose()
                : ordered(line);
        rxa.quantity(6, 7, dose);
        if (code == EventCode.INFUSION_NOT_GIVEN) {
            rxa.number(6, BigDecimal.ZERO);
        }
    }

    private static Quantity ordered(MedicationRequest line) {
        DosageDoseAndRateComponent dose = line.getDosageInstructionFirstRep().getDoseAndRateFirstRep();
        return dose.hasDoseQuantity() ? dose.getDoseQuantity() : new Quantity();
    }

    /** RXA-20, HL7 table 0322; empty while it runs. */
    private static String completion(MedicationAdministration given, EventCode code) {
        return switch (code) {
            case INFUSION_COMPLETED -> "CP";
            case INFUSION_STOPPED -> "PA";
            case INFUSION_NOT_GIVEN -> refused(given.getStatusReasonFirstRep()) ? "RE" : "NA";
            case INFUSION_STARTED,
                    INFUSION_PAUSED,
                    INFUSION_RESUMED,
                    START_TAKEN_BACK,
                    END_TAKEN_BACK,
                    BAG_ORDERED,
                    BAG_RELEASED,
                    BAG_CHANGED,
                    BAG_CANCELLED,
                    BAG_DISPATCHED,
                    APPOINTMENT_BOOKED,
                    APPOINTMENT_MOVED,
                    APPOINTMENT_CANCELLED -> "";
        };
    }

    /** Whether the patient did not want it, as {@code cs/not-given-reason} says. */
    private static boolean refused(CodeableConcept reason) {
        return reason.getCoding().stream()
                .anyMatch(coding -> Fields.orEmpty(coding.getCode()).contains("refused"));
    }

    /** The reason of a pause stays with the infusion and is none of what comes after it. */
    private static String notes(MedicationAdministration given, EventCode code) {
        boolean reasoned = code == EventCode.INFUSION_PAUSED
                || code == EventCode.INFUSION_STOPPED
                || code == EventCode.INFUSION_NOT_GIVEN;
        List<String> reasons = reasoned
                ? given.getStatusReason().stream().map(OrderOfHis::words).toList()
                : List.of();
        return Stream.concat(reasons.stream(), given.getNote().stream().map(Annotation::getText))
                .filter(note -> note != null && !note.isBlank())
                .map(note -> Fields.joined("", note))
                .collect(Collectors.joining("~"));
    }

    /** RXA-10: who gave it, then the second person. */
    private String people(LoopEvent event, MedicationAdministration given) {
        return given.getPerformer().stream()
                .sorted(Comparator.comparing(AdministrationToHis::isSecond))
                .map(performer -> opening.person(event, performer.getActor()))
                .filter(person -> !person.isEmpty())
                .distinct()
                .collect(Collectors.joining("~"));
    }

    private static boolean isSecond(MedicationAdministrationPerformerComponent performer) {
        return performer.getFunction().getCoding().stream()
                .anyMatch(function -> "verifier".equals(function.getCode()) || "witness".equals(function.getCode()));
    }

    /** RXA-12: the rate in words that people use, e.g. {@code 120 mL/h}. */
    private static String rate(MedicationAdministrationDosageComponent dosage) {
        if (dosage.hasRateQuantity()) {
            return amount(dosage.getRateQuantity());
        }
        return dosage.hasRateRatio()
                ? amount(dosage.getRateRatio().getNumerator()) + "/"
                        + amount(dosage.getRateRatio().getDenominator())
                : "";
    }

    private static String amount(Quantity quantity) {
        String unit = quantity.hasUnit() ? quantity.getUnit() : Fields.orEmpty(quantity.getCode());
        return (quantity.hasValue() ? quantity.getValue().toPlainString() + " " : "") + unit;
    }

    private static CodeableConcept route(LoopEvent event, MedicationRequest line) {
        Dosage own = line.getDosageInstructionFirstRep();
        return own.hasRoute()
                ? own.getRoute()
                : event.bag().getDosageInstructionFirstRep().getRoute();
    }
}
