package org.chemoloop.fhir.scan;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Person;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;

/** A step told by the Task itself: accept, release, review, return, discard. */
record TaskIntent(Task body) implements Intent {

    private static final Set<String> OURS = Set.of(
            "id",
            "meta",
            "text",
            "contained",
            "identifier",
            "basedOn",
            "status",
            "businessStatus",
            "intent",
            "code",
            "focus",
            "for",
            "encounter",
            "authoredOn",
            "lastModified",
            "requester",
            "owner",
            "output",
            "executionPeriod");

    /** The other steps are scans of a bag and come as MedicationDispense or MedicationAdministration. */
    private static final Map<BagState, Move> STEPS = Map.of(
            BagState.REVIEWED, Move.REVIEW,
            BagState.ACCEPTED, Move.ACCEPT,
            BagState.RELEASED, Move.RELEASE,
            BagState.RETURNED, Move.RETURN,
            BagState.DISCARDED, Move.DISCARD);

    @Override
    public Optional<Move> move(BagState now, Person person) {
        return BagRecord.stateOf(body.getBusinessStatus()).map(STEPS::get);
    }

    @Override
    public List<Reference> firstPersons() {
        return body.hasOwner() ? List.of(body.getOwner()) : List.of();
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
    public Reference subject() {
        return body.getFor();
    }

    @Override
    public Optional<Date> occurred(Move move) {
        return Optional.empty();
    }

    @Override
    public DomainResource resource(Writing writing) {
        Task task = writing.merge().onto(writing.record().task(), body, OURS);
        task.setOwner(writing.first());
        return task;
    }

    @Override
    public String reason() {
        return Intent.words(body.getStatusReason());
    }

    @Override
    public Class<Task> type() {
        return Task.class;
    }

    @Override
    public List<Identifier> identifiers() {
        return body.getIdentifier();
    }
}
