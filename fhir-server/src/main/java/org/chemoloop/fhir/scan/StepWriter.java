package org.chemoloop.fhir.scan;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Move;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskOutputComponent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.springframework.stereotype.Component;

/**
 * Writes down a step that the loop has agreed to, with all that follows from it: the resource of the step, Task, bag,
 * lines, visit, Provenance and what has to be announced. Joins the caller's transaction.
 */
@Component
class StepWriter {

    private static final Map<BagState, TaskStatus> TASK = Map.ofEntries(
            Map.entry(BagState.ORDERED, TaskStatus.REQUESTED),
            Map.entry(BagState.REVIEWED, TaskStatus.REQUESTED),
            Map.entry(BagState.ACCEPTED, TaskStatus.ACCEPTED),
            Map.entry(BagState.RELEASED, TaskStatus.READY),
            Map.entry(BagState.PAUSED, TaskStatus.ONHOLD),
            Map.entry(BagState.COMPLETED, TaskStatus.COMPLETED),
            Map.entry(BagState.STOPPED, TaskStatus.FAILED),
            Map.entry(BagState.NOT_GIVEN, TaskStatus.FAILED),
            Map.entry(BagState.RETURNED, TaskStatus.FAILED),
            Map.entry(BagState.DISCARDED, TaskStatus.FAILED),
            Map.entry(BagState.CANCELLED, TaskStatus.CANCELLED),
            Map.entry(BagState.VOID, TaskStatus.CANCELLED),
            Map.entry(BagState.REJECTED, TaskStatus.REJECTED));

    private final Store store;
    private final Visits visits;
    private final Trail trail;
    private final Announcer announcer;

    StepWriter(Store store, Visits visits, Trail trail, Announcer announcer) {
        this.store = store;
        this.visits = visits;
        this.trail = trail;
        this.announcer = announcer;
    }

    /** @return the resource that the intent was about, as stored */
    DomainResource write(Intent intent, Writing writing, Remarks remarks, Source source) {
        MedicationRequest bag = storeBag(intent, writing);
        DomainResource said = intent.resource(writing);
        Task task = storeTask(
                said instanceof Task merged ? merged : writing.record().task(), writing);
        DomainResource stored = said instanceof Task ? task : store(said);
        if (!writing.late()) {
            visits.follow(writing);
        }
        trail.leave(intent, writing, remarks, stored, source);
        announcer.announce(writing, bag, task, stored);
        return stored;
    }

    private DomainResource store(DomainResource said) {
        if (said instanceof MedicationDispense dispense) {
            return store.put(MedicationDispense.class, dispense);
        }
        return store.put(MedicationAdministration.class, (MedicationAdministration) said);
    }

    private MedicationRequest storeBag(Intent intent, Writing writing) {
        MedicationRequest bag = writing.bag();
        boolean changed = intent instanceof DispenseIntent dispense
                && dispense.said()
                        .map(said -> takeOverBatch(said, writing.record().medication()))
                        .orElse(false);
        Medication contents = writing.record().medication();
        if (writing.stableUntil() != null && !contents.getBatch().hasExpirationDate()) {
            contents.getBatch().setExpirationDate(writing.stableUntil());
            changed = true;
        }
        if (writing.move() == Move.TAKE_BACK_MAKING && contents.hasBatch()) {
            contents.setBatch(null); // what was never made has neither lot nor beyond-use time
            changed = true;
        }
        Optional<MedicationRequestStatus> status =
                writing.late() ? Optional.empty() : status(bag.getStatus(), writing.told(), writing.move());
        if (status.isPresent() && status.get() != bag.getStatus()) {
            bag.setStatus(status.get());
            changed = true;
        }
        return changed ? store.put(MedicationRequest.class, bag) : bag;
    }

    /**
     * Lots and beyond-use time come from the one who prepared the bag. No later step prolongs that time: whoever could
     * would walk around the guard that asks for it.
     */
    private static boolean takeOverBatch(Medication said, Medication bag) {
        boolean changed = false;
        Date until = said.getBatch().getExpirationDate();
        if (until != null
                && (!bag.getBatch().hasExpirationDate()
                        || until.before(bag.getBatch().getExpirationDate()))) {
            bag.getBatch()
                    .setExpirationDateElement(
                            said.getBatch().getExpirationDateElement().copy());
            changed = true;
        }
        if (said.getBatch().hasLotNumber()) {
            bag.getBatch().setLotNumber(said.getBatch().getLotNumber());
            changed = true;
        }
        return changed;
    }

    private static Optional<MedicationRequestStatus> status(MedicationRequestStatus now, BagState to, Move move) {
        if (to == BagState.COMPLETED) {
            return Optional.of(MedicationRequestStatus.COMPLETED);
        } else if (to == BagState.STOPPED) {
            return Optional.of(MedicationRequestStatus.STOPPED);
        } else if (to.isEnded()) {
            return Optional.of(MedicationRequestStatus.CANCELLED);
        }
        boolean accepted = to.compareTo(BagState.ACCEPTED) >= 0;
        return accepted && (now == MedicationRequestStatus.DRAFT || move == Move.TAKE_BACK_END)
                ? Optional.of(MedicationRequestStatus.ACTIVE)
                : Optional.empty();
    }

    /** The steps that were recorded in error stay, marked. */
    private static void takeBack(Task task, Writing writing) {
        Set<BagState> wrong = writing.move().takenBack();
        task.getOutput().stream()
                .filter(step -> !step.hasExtension(Systems.TAKEN_BACK))
                .filter(step -> BagRecord.stateOf(step.getType())
                        .filter(wrong::contains)
                        .isPresent())
                .forEach(step -> step.addExtension(Systems.TAKEN_BACK, new DateTimeType(writing.recorded())));
        task.getExecutionPeriod().setEndElement(null);
    }

    private Task storeTask(Task task, Writing writing) {
        if (writing.move().isCorrection()) {
            takeBack(task, writing);
        }
        if (!writing.late()) {
            task.setBusinessStatus(BagRecord.concept(writing.told()));
            task.setStatus(TASK.getOrDefault(writing.told(), TaskStatus.INPROGRESS));
            task.setOwner(writing.first());
        }
        if (!writing.move().isCorrection()) {
            TaskOutputComponent step = task.addOutput();
            step.setType(BagRecord.concept(writing.told()));
            step.setValue(new DateTimeType(writing.occurred()));
            step.addExtension(Systems.TAKEN_BY, writing.first());
        }
        // To the millisecond: a correction wants a confirmation that is newer than this.
        task.setLastModifiedElement(new DateTimeType(writing.recorded(), TemporalPrecisionEnum.MILLI));
        if (writing.move() == Move.ACCEPT) {
            task.getExecutionPeriod().setStart(writing.occurred());
        } else if (writing.told().isEnded()) {
            task.getExecutionPeriod().setEnd(writing.occurred());
        }
        return store.put(Task.class, task);
    }
}
