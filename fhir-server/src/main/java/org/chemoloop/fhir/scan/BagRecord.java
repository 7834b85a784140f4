package org.chemoloop.fhir.scan;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.loop.Bag;
import org.chemoloop.fhir.loop.Bag.Taken;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.known.Contents;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskOutputComponent;
import org.hl7.fhir.r4.model.Timing;

/** What is stored of a bag: its order, its Task and the prescription lines it fulfils. */
record BagRecord(BagCode code, MedicationRequest bag, Task task, List<MedicationRequest> lines) {

    private static final Set<MedicationRequestStatus> INACTIVE = Set.of(
            MedicationRequestStatus.ONHOLD,
            MedicationRequestStatus.CANCELLED,
            MedicationRequestStatus.STOPPED,
            MedicationRequestStatus.ENTEREDINERROR);

    private static final Set<String> EXTERNAL = Set.of("external", "manual");
    private static final Set<String> CHEMOTHERAPY = Set.of("chemo");

    String patient() {
        return bag.getSubject().getReferenceElement().getIdPart();
    }

    BagState state() {
        return stateOf(task.getBusinessStatus())
                .orElseThrow(() -> new IllegalStateException("task=" + task.getId() + " has no step of the loop"));
    }

    /** The bag's contents, as the order carries them. */
    Medication medication() {
        return medication(bag);
    }

    static Medication medication(MedicationRequest bag) {
        return bag.getContained().stream()
                .filter(Medication.class::isInstance)
                .map(Medication.class::cast)
                .findFirst()
                .orElseGet(Medication::new);
    }

    /** The bag as the loop knows it, without what has to be looked up elsewhere. */
    Bag known(Contents contents, Set<String> prescribers, List<BagCode> replacedBy, Rates rates) {
        return new Bag(
                code,
                patient(),
                state(),
                taken(),
                orderActive(),
                contents,
                prescribers,
                planned(bag).orElse(null),
                beyondUse().orElse(null),
                rate(rates).orElse(null),
                replacedBy,
                isExternal(),
                takenBack());
    }

    private Optional<Double> rate(Rates rates) {
        return bag.getDosageInstructionFirstRep().getDoseAndRate().stream()
                .flatMap(dose -> rates.millilitresPerHour(dose.getRate()).stream())
                .findFirst();
    }

    private boolean isExternal() {
        return lines.stream().anyMatch(line -> isOf(line, EXTERNAL));
    }

    boolean isChemotherapy() {
        return lines.stream().anyMatch(line -> isOf(line, CHEMOTHERAPY));
    }

    /** Whether a line came from outside or from paper and does not name what it was typed from. */
    boolean lacksDocument() {
        return lines.stream().anyMatch(line -> isOf(line, EXTERNAL) && !line.hasSupportingInformation());
    }

    private static boolean isOf(MedicationRequest line, Set<String> categories) {
        return line.getCategory().stream()
                .flatMap(category -> category.getCoding().stream())
                .anyMatch(coding -> Systems.PRESCRIPTION_CATEGORY.equals(coding.getSystem())
                        && categories.contains(coding.getCode()));
    }

    Optional<String> prescription() {
        return Optional.ofNullable(bag.getGroupIdentifier().getValue());
    }

    private boolean orderActive() {
        return !INACTIVE.contains(bag.getStatus())
                && lines.stream().noneMatch(line -> INACTIVE.contains(line.getStatus()));
    }

    private Map<BagState, Taken> taken() {
        return taken(task);
    }

    static Map<BagState, Taken> taken(Task task) {
        Map<BagState, Taken> taken = new EnumMap<>(BagState.class);
        for (TaskOutputComponent output : task.getOutput()) {
            if (!output.hasExtension(Systems.TAKEN_BACK)) {
                stateOf(output.getType()).ifPresent(step -> taken.put(step, taken(output)));
            }
        }
        return taken;
    }

    private Set<BagState> takenBack() {
        Set<BagState> corrected = EnumSet.noneOf(BagState.class);
        task.getOutput().stream()
                .filter(output -> output.hasExtension(Systems.TAKEN_BACK))
                .forEach(output -> stateOf(output.getType()).ifPresent(corrected::add));
        return corrected;
    }

    private static Taken taken(TaskOutputComponent output) {
        Reference by = (Reference) output.getExtensionByUrl(Systems.TAKEN_BY).getValue();
        return new Taken(
                People.nameOf(by), ((DateTimeType) output.getValue()).getValue().toInstant());
    }

    static Optional<Instant> planned(MedicationRequest bag) {
        Timing timing = bag.getDosageInstructionFirstRep().getTiming();
        if (timing.hasEvent()) {
            return Optional.of(timing.getEvent().get(0).getValue().toInstant());
        }
        var bounds = timing.getRepeat().getBounds();
        return bounds instanceof org.hl7.fhir.r4.model.Period period && period.hasStart()
                ? Optional.of(period.getStart().toInstant())
                : Optional.empty();
    }

    private Optional<Instant> beyondUse() {
        return Optional.ofNullable(medication().getBatch().getExpirationDate()).map(java.util.Date::toInstant);
    }

    static Optional<BagState> stateOf(CodeableConcept step) {
        return step.getCoding().stream()
                .filter(coding -> Systems.LOOP_STATUS.equals(coding.getSystem()))
                .map(Coding::getCode)
                .findFirst()
                .flatMap(BagState::ofCode);
    }

    static CodeableConcept concept(BagState state) {
        return new CodeableConcept()
                .addCoding(new Coding(
                        Systems.LOOP_STATUS, state.code(), state.words().zh()));
    }

    /** When the server heard of the last step; empty before the first. */
    Optional<Instant> lastStep() {
        return Optional.ofNullable(task.getLastModified()).map(java.util.Date::toInstant);
    }

    /** The ids of the prescription lines that the bag fulfils. */
    Set<String> lineIds() {
        Set<String> ids = new HashSet<>();
        lines.forEach(line -> ids.add(line.getIdElement().getIdPart()));
        return ids;
    }
}
