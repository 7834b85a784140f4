package org.chemoloop.fhir.scan;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Person;
import org.chemoloop.fhir.loop.Person.Role;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispensePerformerComponent;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.Reference;

/** A step of preparation or delivery: prepare, the steps of the PIVAS, receive, decline. */
record DispenseIntent(MedicationDispense body) implements Intent {

    private static final String FUNCTION =
            "http://terminology.hl7.org/CodeSystem/medicationdispense-performer-function";

    private static final Set<String> OURS = Set.of(
            "id",
            "meta",
            "text",
            "contained",
            "identifier",
            "status",
            "medicationReference",
            "medicationCodeableConcept",
            "subject",
            "context",
            "authorizingPrescription",
            "performer");

    private static final Map<BagState, Move> STEPS = Map.of(
            BagState.PICKED, Move.PICK,
            BagState.CHECKED, Move.CHECK,
            BagState.PREPARED, Move.PREPARE,
            BagState.COMPOUNDED, Move.COMPOUND,
            BagState.QC_PASSED, Move.PASS_QC,
            BagState.DISPATCHED, Move.DISPATCH,
            BagState.RECEIVED, Move.RECEIVE,
            BagState.RETURNED, Move.DECLINE);

    /** R4: in-progress is ready for pickup, completed is picked up, which only the ward can say. */
    private static final Map<BagState, MedicationDispenseStatus> STATUS = Map.of(
            BagState.QC_PASSED, MedicationDispenseStatus.INPROGRESS,
            BagState.DISPATCHED, MedicationDispenseStatus.INPROGRESS,
            BagState.RECEIVED, MedicationDispenseStatus.COMPLETED,
            BagState.RETURNED, MedicationDispenseStatus.DECLINED);

    private static final Map<Move, String> FUNCTIONS = Map.of(
            Move.PICK, "packager",
            Move.PREPARE, "packager",
            Move.COMPOUND, "packager",
            Move.CHECK, "checker",
            Move.PASS_QC, "finalchecker");

    @Override
    public Optional<Move> move(BagState now, Person person) {
        Extension step = body.getExtensionByUrl(Systems.LOOP_STEP);
        if (step != null && step.hasValue() && body.getStatus() != MedicationDispenseStatus.ENTEREDINERROR) {
            return BagState.ofCode(step.getValue().primitiveValue()).map(STEPS::get);
        }
        if (body.getStatus() == null) {
            return Optional.empty();
        }
        return switch (body.getStatus()) {
            case PREPARATION ->
                Optional.of(person.is(Role.PIVAS_PHARMACIST, Role.PIVAS) ? Move.COMPOUND : Move.PREPARE);
            case INPROGRESS -> Optional.of(Move.PASS_QC);
            case COMPLETED -> Optional.of(Move.RECEIVE);
            case DECLINED -> Optional.of(Move.DECLINE);
            case ENTEREDINERROR -> correction(now);
            case CANCELLED, ONHOLD, STOPPED, UNKNOWN, NULL -> Optional.empty();
        };
    }

    /** Which step it takes back; where it does not say so, the last one. */
    private Optional<Move> correction(BagState now) {
        Extension corrects = body.getExtensionByUrl(Systems.CORRECTS);
        Optional<BagState> step = corrects == null || !corrects.hasValue()
                ? Optional.of(now)
                : BagState.ofCode(corrects.getValue().primitiveValue());
        return step.flatMap(wrong -> Stream.of(Move.TAKE_BACK_MAKING, Move.TAKE_BACK_RECEIPT)
                .filter(move -> move.takenBack().contains(wrong))
                .findFirst());
    }

    @Override
    public List<Reference> firstPersons() {
        return body.getPerformer().stream()
                .map(MedicationDispensePerformerComponent::getActor)
                .toList();
    }

    @Override
    public List<Reference> secondPersons() {
        return body.getExtensionsByUrl(Systems.WITNESS).stream()
                .map(Extension::getValue)
                .filter(Reference.class::isInstance)
                .map(Reference.class::cast)
                .toList();
    }

    @Override
    public Optional<Reference> outsider() {
        return firstPersons().stream()
                .filter(DispenseIntent::isOutside)
                .findFirst()
                .map(Reference::copy);
    }

    @Override
    public Reference subject() {
        return body.getSubject();
    }

    @Override
    public Optional<Date> occurred(Move move) {
        if (move.isCorrection()) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                move == Move.RECEIVE || move == Move.DECLINE ? body.getWhenHandedOver() : body.getWhenPrepared());
    }

    /** The contents as the sender describes them: its lots and its beyond-use time count for the bag. */
    Optional<Medication> said() {
        return body.getContained().stream()
                .filter(Medication.class::isInstance)
                .map(Medication.class::cast)
                .findFirst();
    }

    @Override
    public DomainResource resource(Writing writing) {
        MedicationDispense before = writing.stored() instanceof MedicationDispense stored
                        && stored.getStatus() != MedicationDispenseStatus.ENTEREDINERROR
                ? stored
                : new MedicationDispense();
        MedicationDispense dispense = writing.merge().onto(before, body, OURS);
        dispense.setId(Systems.idOf(writing.record().code()));
        dispense.getMeta().setVersionIdElement(null);
        if (!writing.late() || !dispense.hasStatus()) {
            dispense.setStatus(STATUS.getOrDefault(writing.told(), MedicationDispenseStatus.PREPARATION));
        }
        if (writing.move().isCorrection()) {
            takeBack(dispense, writing);
        }
        nameBag(dispense, writing);
        nameTimes(dispense, writing);
        namePerformers(dispense, writing);
        return dispense;
    }

    /** Why it was wrong, and who looked on, stands in the Provenance: what the bag goes on with shall not carry it. */
    private static void takeBack(MedicationDispense dispense, Writing writing) {
        if (writing.move() == Move.TAKE_BACK_MAKING) {
            dispense.setStatus(MedicationDispenseStatus.ENTEREDINERROR);
            return;
        }
        dispense.setWhenHandedOverElement(null);
        dispense.setStatusReason(null);
        dispense.getExtension()
                .removeIf(extension ->
                        Systems.CORRECTS.equals(extension.getUrl()) || Systems.WITNESS.equals(extension.getUrl()));
    }

    private void nameBag(MedicationDispense dispense, Writing writing) {
        for (Identifier identifier : identifiers()) {
            if (dispense.getIdentifier().stream().noneMatch(known -> known.equalsShallow(identifier))) {
                dispense.addIdentifier(identifier.copy());
            }
        }
        if (dispense.getIdentifier().stream().noneMatch(known -> Systems.BAG.equals(known.getSystem()))) {
            dispense.addIdentifier()
                    .setSystem(Systems.BAG)
                    .setValue(writing.record().code().value());
        }
        Medication contents = writing.contents();
        dispense.getContained().clear();
        dispense.addContained(contents);
        dispense.setMedication(new Reference("#" + contents.getIdElement().getIdPart()));
        dispense.setSubject(writing.bag().getSubject().copy());
        dispense.setContext(writing.bag().getEncounter().copy());
        dispense.getAuthorizingPrescription().clear();
        dispense.addAuthorizingPrescription(writing.bagReference());
    }

    private static void nameTimes(MedicationDispense dispense, Writing writing) {
        if (writing.told() == BagState.RECEIVED) {
            dispense.setWhenHandedOver(writing.occurred());
        } else if (writing.told() == BagState.PREPARED || writing.told() == BagState.COMPOUNDED) {
            dispense.setWhenPrepared(writing.occurred());
        }
    }

    private void namePerformers(MedicationDispense dispense, Writing writing) {
        List<Reference> actors =
                firstPersons().stream().anyMatch(DispenseIntent::isOutside) ? firstPersons() : List.of(writing.first());
        for (Reference actor : actors) {
            MedicationDispensePerformerComponent performer = new MedicationDispensePerformerComponent(actor);
            function(writing.move()).ifPresent(performer::setFunction);
            if (dispense.getPerformer().stream().noneMatch(known -> known.equalsDeep(performer))) {
                dispense.addPerformer(performer);
            }
        }
    }

    /** The staff of the PIVAS are no users here; they are named as the PIVAS names them. */
    private static boolean isOutside(Reference actor) {
        return actor.hasIdentifier()
                && !Systems.USER.equals(actor.getIdentifier().getSystem());
    }

    private static Optional<CodeableConcept> function(Move move) {
        return Optional.ofNullable(FUNCTIONS.get(move))
                .map(code -> new CodeableConcept().addCoding(new Coding(FUNCTION, code, null)));
    }

    @Override
    public String reason() {
        if (body.hasStatusReasonReference()) {
            String display = body.getStatusReasonReference().getDisplay();
            return display == null ? body.getStatusReasonReference().getReference() : display;
        }
        return body.hasStatusReasonCodeableConcept() ? Intent.words(body.getStatusReasonCodeableConcept()) : "";
    }

    @Override
    public Class<MedicationDispense> type() {
        return MedicationDispense.class;
    }

    @Override
    public List<Identifier> identifiers() {
        return body.getIdentifier();
    }
}
