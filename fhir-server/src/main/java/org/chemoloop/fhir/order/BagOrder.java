package org.chemoloop.fhir.order;

import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.order.Recipe.PlannedBag;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Medication.MedicationIngredientComponent;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/** Writes the order for one bag, and the Task that follows it through the loop. */
record BagOrder(MedicationRequest bag, Task task) {

    static BagOrder of(BagCode code, PlannedBag planned, List<MedicationRequest> lines, Date now) {
        MedicationRequest main = main(lines);
        MedicationRequest bag = new MedicationRequest();
        bag.setId(new IdType("MedicationRequest", "bag-" + code));
        bag.addIdentifier(identifier(code));
        // What has to be accepted is the line; a bag that nobody rewrites then costs no version.
        bag.setStatus(MedicationRequestStatus.ACTIVE);
        bag.setIntent(MedicationRequestIntent.INSTANCEORDER);
        bag.addContained(contents(planned.ingredients()));
        bag.setMedication(new Reference("#medication"));
        bag.setSubject(literal(main.getSubject()));
        if (main.hasEncounter()) {
            bag.setEncounter(literal(main.getEncounter()));
        }
        bag.setAuthoredOnElement(main.getAuthoredOnElement().copy());
        bag.setRequester(main.getRequester().copy());
        bag.setPriority(main.getPriority());
        if (main.hasGroupIdentifier()) {
            bag.setGroupIdentifier(main.getGroupIdentifier().copy());
        }
        bag.addDosageInstruction(dosage(main, planned));
        for (MedicationRequest line : lines) {
            bag.addBasedOn(Chart.reference(line));
            line.getNote().forEach(note -> bag.addNote(note.copy()));
        }
        return new BagOrder(bag, task(code, bag, now));
    }

    /** What is said of a bag as a whole comes from the line whose drug is the reason for it. */
    private static MedicationRequest main(List<MedicationRequest> lines) {
        return lines.stream()
                .filter(line -> line.getDosageInstruction().stream().anyMatch(Dosage::hasRoute))
                .findFirst()
                .orElse(lines.get(0));
    }

    private static Identifier identifier(BagCode code) {
        return new Identifier().setSystem(Terms.BAG).setValue(code.value());
    }

    private static Reference literal(Reference reference) {
        return new Reference(reference.getReference());
    }

    private static Medication contents(List<MedicationIngredientComponent> ingredients) {
        Medication contents = new Medication();
        contents.setId("medication");
        ingredients.forEach(contents::addIngredient);
        contents.getCode().setText(name(ingredients));
        return contents;
    }

    /** 卡铂注射液 + 氯化钠注射液: the drugs first. */
    private static String name(List<MedicationIngredientComponent> ingredients) {
        StringBuilder name = new StringBuilder();
        for (boolean active : new boolean[] {true, false}) {
            for (MedicationIngredientComponent ingredient : ingredients) {
                boolean diluent = ingredient.hasIsActive() && !ingredient.getIsActive();
                if (diluent != active) {
                    name.append(name.isEmpty() ? "" : " + ").append(Terms.name(ingredient.getItemCodeableConcept()));
                }
            }
        }
        return name.toString();
    }

    private static Dosage dosage(MedicationRequest main, PlannedBag planned) {
        Dosage dosage = main.getDosageInstructionFirstRep().copy();
        dosage.setSequenceElement(null);
        CodeableConcept howOften = dosage.getTiming().getCode();
        dosage.setTiming(null);
        // The dose of a line is no dose of a bag with several lines; the rate is.
        dosage.getDoseAndRate().removeIf(dose -> !dose.hasRate());
        dosage.getDoseAndRate().forEach(dose -> dose.setDose(null));
        planned.time().ifPresent(time -> dosage.getTiming().getEvent().add(at(time)));
        if (!howOften.isEmpty()) {
            dosage.getTiming().setCode(howOften);
        }
        return dosage;
    }

    private static DateTimeType at(java.time.OffsetDateTime time) {
        DateTimeType at = new DateTimeType(Date.from(time.toInstant()));
        at.setTimeZone(java.util.TimeZone.getTimeZone(time.toZonedDateTime().getZone()));
        return at;
    }

    private static Task task(BagCode code, MedicationRequest bag, Date now) {
        Task task = new Task();
        task.setId(new IdType("Task", "bag-" + code));
        task.addIdentifier(identifier(code));
        task.setStatus(TaskStatus.REQUESTED);
        task.setIntent(TaskIntent.ORDER);
        task.setBusinessStatus(status(BagState.ORDERED));
        task.setFocus(Chart.reference(bag));
        task.setFor(bag.getSubject().copy());
        if (bag.hasEncounter()) {
            task.setEncounter(bag.getEncounter().copy());
        }
        bag.getBasedOn().forEach(line -> task.addBasedOn(line.copy()));
        task.setAuthoredOn(now);
        task.setLastModified(now);
        return task;
    }

    static CodeableConcept status(BagState state) {
        return Terms.concept(Terms.LOOP_STATUS, state.code(), state.words().in(Locale.SIMPLIFIED_CHINESE));
    }

    static Optional<BagState> stateOf(Task task) {
        return task.getBusinessStatus().getCoding().stream()
                .filter(coding -> Terms.LOOP_STATUS.equals(coding.getSystem()))
                .findFirst()
                .flatMap(coding -> BagState.ofCode(coding.getCode()));
    }
}
