package org.chemoloop.routes.announce;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.chemoloop.routes.answer.SegmentWriter;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Dosage.DosageDoseAndRateComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Medication.MedicationIngredientComponent;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Timing;

/** Writes RDE^O11: a bag that the PIVAS shall prepare, with everything that goes into it. */
public final class OrderToPivas {
    private static final String HANDLING = "https://chemoloop.org/fhir/CodeSystem/drug-handling";
    private static final CodeableConcept BAG =
            new CodeableConcept().setText("袋").addCoding(new Coding("http://unitsofmeasure.org", "{bag}", "袋"));

    private final Opening opening;

    public OrderToPivas(Opening opening) {
        this.opening = opening;
    }

    byte[] write(LoopEvent event, String orderControl) {
        SegmentWriter message = opening.of(event, "RDE", "O11");
        Medication contents =
                event.medication(event.bag().getMedication(), event.bag().getContained());
        Dosage dosage = event.bag().getDosageInstructionFirstRep();
        orc(event, orderControl).writeTo(message);
        rxe(event, contents, dosage).writeTo(message);
        notes(event, contents, message);
        tq1(event, dosage).writeTo(message);
        opening.segment("RXR").concept(1, dosage.getRoute()).writeTo(message);
        contents.getIngredient().forEach(part -> rxc(event, part).writeTo(message));
        return Fields.bytes(message);
    }

    private Fields orc(LoopEvent event, String orderControl) {
        MedicationRequest bag = event.bag();
        return opening.segment("ORC")
                .text(1, orderControl)
                .components(2, event.bagCode(), "CHEMOLOOP")
                .text(
                        3,
                        LoopEvent.identifier(bag.getIdentifier(), "filler-order")
                                .or(() -> event.dispense()
                                        .flatMap(made -> LoopEvent.identifier(made.getIdentifier(), "filler-order"))))
                .raw(4, prescription(event))
                .text(5, status(orderControl))
                .raw(8, parents(event))
                .time(9, event.at())
                .raw(12, opening.person(event, prescriber(event)));
    }

    /** Announced before the release: prepare nothing yet. */
    private static String status(String orderControl) {
        return switch (orderControl) {
            case "NW" -> "HD";
            case "RL" -> "IP";
            case "CA" -> "CA";
            default -> "";
        };
    }

    /** ORC-4: the prescription (处方号) of the first line. */
    static String prescription(LoopEvent event) {
        return Stream.concat(Stream.of(event.bag()), event.lines().stream())
                .map(MedicationRequest::getGroupIdentifier)
                .filter(Identifier::hasValue)
                .findFirst()
                .map(OrderToPivas::entity)
                .orElse("");
    }

    /** EI: the number and who gave it. */
    static String entity(Identifier identifier) {
        return Fields.joined(
                Fields.orEmpty(identifier.getValue()),
                Fields.orEmpty(identifier.getAssigner().getDisplay()));
    }

    /**
     * ORC-8: the HIS's number of a line in the bag, so that both sides can speak of the same order; behind it, for a
     * bag that takes the place of another, that one's code.
     */
    private static String parents(LoopEvent event) {
        String placer = event.lines().stream()
                .flatMap(line -> LoopEvent.identifier(line.getIdentifier(), "placer-order").stream())
                .findFirst()
                .orElse("");
        return Fields.joined(placer, replaced(event.bag()));
    }

    private static String replaced(MedicationRequest bag) {
        String old =
                Fields.orEmpty(bag.getPriorPrescription().getReferenceElement().getIdPart());
        return old.startsWith("bag-") ? old.substring("bag-".length()) : "";
    }

    private static Reference prescriber(LoopEvent event) {
        return Stream.concat(Stream.of(event.bag()), event.lines().stream())
                .map(MedicationRequest::getRequester)
                .filter(requester -> !requester.isEmpty())
                .findFirst()
                .orElse(new Reference());
    }

    private Fields rxe(LoopEvent event, Medication contents, Dosage dosage) {
        DosageDoseAndRateComponent dose = dosage.getDoseAndRateFirstRep();
        Fields rxe = opening.segment("RXE")
                .concept(2, mainDrug(event, contents))
                .quantity(3, 5, dose.hasDoseQuantity() ? dose.getDoseQuantity() : mainAmount(contents))
                .concept(6, contents.getForm())
                .number(10, BigDecimal.ONE)
                .concept(11, BAG)
                .text(15, prescription(event).split("\\^", 2)[0]);
        if (dose.hasRateQuantity()) {
            rxe.quantity(23, 24, dose.getRateQuantity());
        } else if (dose.hasRateRatio()) {
            rxe.text(22, per(dose.getRateRatio()))
                    .quantity(23, 24, dose.getRateRatio().getNumerator());
        }
        return rxe;
    }

    /** RXE-22: the time unit of a rate, as HL7 writes it ({@code H1}). */
    private static String per(Ratio rate) {
        String unit = Fields.orEmpty(rate.getDenominator().getCode());
        String letter = switch (unit) {
            case "s" -> "S";
            case "min" -> "M";
            case "h" -> "H";
            case "d" -> "D";
            default -> "";
        };
        BigDecimal value = rate.getDenominator().getValue();
        return letter.isEmpty() || value == null ? unit : letter + value.toPlainString();
    }

    /** The drug that names the bag: its own code, else the first additive. */
    /** A bag is named in words after all that is in it; a PIVAS needs a code, and that is the first additive's. */
    private static CodeableConcept mainDrug(LoopEvent event, Medication contents) {
        if (contents.getCode().hasCoding()) {
            return contents.getCode();
        }
        return contents.getIngredient().stream()
                .filter(OrderToPivas::isAdditive)
                .map(part -> drug(event, part))
                .findFirst()
                .orElseGet(() -> contents.hasIngredient()
                        ? drug(event, contents.getIngredientFirstRep())
                        : new CodeableConcept());
    }

    private static Quantity mainAmount(Medication contents) {
        return contents.getIngredient().stream()
                .filter(OrderToPivas::isAdditive)
                .findFirst()
                .orElse(contents.getIngredientFirstRep())
                .getStrength()
                .getNumerator();
    }

    private static boolean isAdditive(MedicationIngredientComponent part) {
        return !part.hasIsActive() || part.getIsActive();
    }

    private static CodeableConcept drug(LoopEvent event, MedicationIngredientComponent part) {
        return event.medication(part.getItem(), event.bag().getContained()).getCode();
    }

    private Fields tq1(LoopEvent event, Dosage dosage) {
        Timing timing = dosage.getTiming();
        Fields tq1 = opening.segment("TQ1").text(1, "1").text(3, "ONCE");
        if (timing.hasEvent()) {
            tq1.time(7, timing.getEvent().get(0).getValue());
        } else if (timing.getRepeat().hasBoundsPeriod()) {
            tq1.time(7, timing.getRepeat().getBoundsPeriod().getStart())
                    .time(8, timing.getRepeat().getBoundsPeriod().getEnd());
        }
        return event.bag().hasPriority()
                        && event.bag().getPriority() == MedicationRequest.MedicationRequestPriority.STAT
                ? tq1.text(9, "S")
                : tq1;
    }

    private Fields rxc(LoopEvent event, MedicationIngredientComponent part) {
        return opening.segment("RXC")
                .text(1, isAdditive(part) ? "A" : "B")
                .concept(2, drug(event, part))
                .quantity(3, 4, part.getStrength().getNumerator());
    }

    /** What the hands that prepare it must know: light, filter, cytotoxic, the doctor's remarks. */
    private void notes(LoopEvent event, Medication contents, SegmentWriter message) {
        Set<String> notes = new LinkedHashSet<>();
        handling(event.bag().getExtension(), notes);
        handling(contents.getExtension(), notes);
        contents.getIngredient().forEach(part -> handling(part.getExtension(), notes));
        Stream.concat(Stream.of(event.bag()), event.lines().stream()).forEach(request -> {
            request.getNote().stream().map(Annotation::getText).forEach(notes::add);
            for (Dosage dosage : request.getDosageInstruction()) {
                notes.add(Fields.orEmpty(dosage.getText()));
                notes.add(Fields.orEmpty(dosage.getPatientInstruction()));
                dosage.getAdditionalInstruction().forEach(instruction -> notes.add(OrderOfHis.words(instruction)));
            }
        });
        List<String> said = new ArrayList<>(notes);
        said.removeIf(String::isBlank);
        for (int i = 0; i < said.size(); i++) {
            opening.segment("NTE")
                    .text(1, String.valueOf(i + 1))
                    .text(2, "P")
                    .text(3, said.get(i))
                    .writeTo(message);
        }
    }

    private static void handling(List<Extension> extensions, Set<String> notes) {
        for (Extension extension : extensions) {
            if (extension.getValue() instanceof CodeableConcept concept
                    && concept.getCoding().stream().anyMatch(coding -> HANDLING.equals(coding.getSystem()))) {
                notes.add(OrderOfHis.words(concept));
            } else if (extension.getValue() instanceof Coding coding && HANDLING.equals(coding.getSystem())) {
                notes.add(coding.hasDisplay() ? coding.getDisplay() : coding.getCode());
            } else if (extension.getUrl().endsWith("/drug-handling")
                    && extension.getValue() instanceof StringType text) {
                notes.add(text.getValue());
            }
        }
    }
}
