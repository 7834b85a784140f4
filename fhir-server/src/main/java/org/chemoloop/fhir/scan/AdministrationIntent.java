package org.chemoloop.fhir.scan;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Person;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationPerformerComponent;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;

/** A step at the chair: start, pause, resume, complete, stop, not given. */
record AdministrationIntent(MedicationAdministration body) implements Intent {

    private static final Set<String> SECOND = Set.of("witness", "verifier");

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
            "request",
            "performer",
            "effectivePeriod",
            "effectiveDateTime");

    private static final Map<BagState, MedicationAdministrationStatus> STATUS = Map.of(
            BagState.PAUSED, MedicationAdministrationStatus.ONHOLD,
            BagState.COMPLETED, MedicationAdministrationStatus.COMPLETED,
            BagState.STOPPED, MedicationAdministrationStatus.STOPPED,
            BagState.NOT_GIVEN, MedicationAdministrationStatus.NOTDONE);

    @Override
    public Optional<Move> move(BagState now, Person person) {
        if (body.getStatus() == null) {
            return Optional.empty();
        }
        return switch (body.getStatus()) {
            case INPROGRESS -> Optional.of(now == BagState.PAUSED ? Move.RESUME : Move.START);
            case ONHOLD -> Optional.of(Move.PAUSE);
            case COMPLETED -> Optional.of(Move.COMPLETE);
            case STOPPED -> Optional.of(Move.STOP);
            case NOTDONE -> Optional.of(Move.NOT_GIVE);
            case ENTEREDINERROR -> correction(now);
            case UNKNOWN, NULL -> Optional.empty();
        };
    }

    /** Which step it takes back; where it does not say so, the last one. */
    private Optional<Move> correction(BagState now) {
        Extension corrects = body.getExtensionByUrl(Systems.CORRECTS);
        Optional<BagState> step = corrects == null || !corrects.hasValue()
                ? Optional.of(now)
                : BagState.ofCode(corrects.getValue().primitiveValue());
        return step.flatMap(AdministrationIntent::takingBack);
    }

    private static Optional<Move> takingBack(BagState step) {
        if (step == BagState.COMPLETED || step == BagState.STOPPED) {
            return Optional.of(Move.TAKE_BACK_END);
        }
        return step == BagState.INFUSING || step == BagState.PAUSED
                ? Optional.of(Move.TAKE_BACK_START)
                : Optional.empty();
    }

    @Override
    public List<Reference> firstPersons() {
        return body.getPerformer().stream()
                .filter(performer -> !isSecond(performer))
                .map(MedicationAdministrationPerformerComponent::getActor)
                .toList();
    }

    @Override
    public List<Reference> secondPersons() {
        return body.getPerformer().stream()
                .filter(AdministrationIntent::isSecond)
                .map(MedicationAdministrationPerformerComponent::getActor)
                .toList();
    }

    private static boolean isSecond(MedicationAdministrationPerformerComponent performer) {
        return performer.getFunction().getCoding().stream().anyMatch(coding -> SECOND.contains(coding.getCode()));
    }

    @Override
    public Reference subject() {
        return body.getSubject();
    }

    @Override
    public Optional<Date> occurred(Move move) {
        if (move == Move.START && body.getEffective() instanceof DateTimeType at) {
            return Optional.ofNullable(at.getValue());
        }
        if (!(body.getEffective() instanceof Period period)) {
            return Optional.empty();
        }
        boolean atTheEnd = move == Move.COMPLETE || move == Move.STOP;
        return Optional.ofNullable(atTheEnd ? period.getEnd() : move == Move.START ? period.getStart() : null);
    }

    @Override
    public DomainResource resource(Writing writing) {
        MedicationAdministration before = writing.stored() instanceof MedicationAdministration stored
                        && stored.getStatus() != MedicationAdministrationStatus.ENTEREDINERROR
                ? stored
                : new MedicationAdministration();
        MedicationAdministration administration = writing.merge().onto(before, body, OURS);
        administration.setId(Systems.idOf(writing.record().code()));
        administration.setStatus(
                writing.move() == Move.TAKE_BACK_START
                        ? MedicationAdministrationStatus.ENTEREDINERROR
                        : STATUS.getOrDefault(writing.told(), MedicationAdministrationStatus.INPROGRESS));
        nameBag(administration, writing);
        nameTimes(administration, before, writing);
        namePerformers(administration, writing);
        return administration;
    }

    private void nameBag(MedicationAdministration administration, Writing writing) {
        administration.getIdentifier().clear();
        administration
                .addIdentifier()
                .setSystem(Systems.BAG)
                .setValue(writing.record().code().value());
        Medication contents = writing.contents();
        administration.getContained().clear();
        administration.addContained(contents);
        administration.setMedication(new Reference("#" + contents.getIdElement().getIdPart()));
        Reference patient = writing.bag().getSubject().copy();
        if (body.getSubject().hasIdentifier()) {
            patient.setIdentifier(body.getSubject().getIdentifier());
        }
        administration.setSubject(patient);
        administration.setContext(writing.bag().getEncounter().copy());
        administration.setRequest(writing.bagReference());
    }

    /** The start stays what it was said to be at the start. */
    private static void nameTimes(
            MedicationAdministration administration, MedicationAdministration before, Writing writing) {
        Period period = before.getEffective() instanceof Period known ? known.copy() : new Period();
        if (!period.hasStart()) {
            period.setStart(writing.occurred());
        }
        if (writing.told() == BagState.COMPLETED || writing.told() == BagState.STOPPED) {
            period.setEnd(writing.occurred());
        } else if (writing.move() == Move.TAKE_BACK_END) {
            period.setEndElement(null);
        }
        administration.setEffective(period);
        administration.getExtension().removeIf(extension -> Systems.RECORDED.equals(extension.getUrl()));
        administration.addExtension(Systems.RECORDED, new DateTimeType(writing.recorded()));
        if (writing.expectedEnd() != null) {
            administration.getExtension().removeIf(extension -> Systems.EXPECTED_END.equals(extension.getUrl()));
            administration.addExtension(Systems.EXPECTED_END, new DateTimeType(writing.expectedEnd()));
        }
    }

    private static void namePerformers(MedicationAdministration administration, Writing writing) {
        add(administration, writing.first(), "performer");
        writing.seconds().forEach(second -> add(administration, second, "witness"));
    }

    private static void add(MedicationAdministration administration, Reference actor, String function) {
        MedicationAdministrationPerformerComponent performer = new MedicationAdministrationPerformerComponent(actor);
        performer.setFunction(new CodeableConcept().addCoding(new Coding(Systems.PERFORM_FUNCTION, function, null)));
        if (administration.getPerformer().stream().noneMatch(known -> known.equalsDeep(performer))) {
            administration.addPerformer(performer);
        }
    }

    @Override
    public String reason() {
        return body.getStatusReason().stream()
                .map(Intent::words)
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("");
    }

    @Override
    public Class<MedicationAdministration> type() {
        return MedicationAdministration.class;
    }

    @Override
    public List<Identifier> identifiers() {
        return body.getIdentifier();
    }
}
