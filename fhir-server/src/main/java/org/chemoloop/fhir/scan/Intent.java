package org.chemoloop.fhir.scan;

import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.GivenReason;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Person;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** What somebody wants by writing one of a bag's resources. */
sealed interface Intent permits TaskIntent, DispenseIntent, AdministrationIntent {

    /** The body as it was sent. */
    DomainResource body();

    /** Empty when the body asks for no step that this kind of resource can ask for. */
    Optional<Move> move(BagState now, Person person);

    /** Those who are said to have taken the step: all must be the person of the token. */
    List<Reference> firstPersons();

    /** Those who are said to have looked on. */
    List<Reference> secondPersons();

    /** Who took the step, where that is staff of the PIVAS, who are no users here. */
    default Optional<Reference> outsider() {
        return Optional.empty();
    }

    Reference subject();

    /** When the person says it happened. */
    Optional<Date> occurred(Move move);

    /** The resource to store, made of what is stored and what is said. */
    DomainResource resource(Writing writing);

    /** Why the step is taken, in words or as a code; empty where nobody says. */
    String reason();

    /** The class under which the resource is stored. */
    Class<? extends DomainResource> type();

    List<Identifier> identifiers();

    static Intent of(DomainResource body) {
        if (body instanceof org.hl7.fhir.r4.model.Task task) {
            return new TaskIntent(task);
        } else if (body instanceof org.hl7.fhir.r4.model.MedicationDispense dispense) {
            return new DispenseIntent(dispense);
        } else if (body instanceof org.hl7.fhir.r4.model.MedicationAdministration administration) {
            return new AdministrationIntent(administration);
        }
        throw new IllegalArgumentException(body.fhirType() + " is no step of a bag");
    }

    /** The bag code that the body names. */
    default @Nullable String bag() {
        return identifiers().stream()
                .filter(identifier -> Systems.BAG.equals(identifier.getSystem()))
                .map(Identifier::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Reasons to go on although a rule warned. */
    default List<GivenReason> reasons() {
        return Overrides.of(body());
    }

    /** The text, else the first coding's display or code; empty for an empty concept. */
    static String words(CodeableConcept concept) {
        Coding coding = concept.getCodingFirstRep();
        return Stream.of(concept.getText(), coding.getDisplay(), coding.getCode())
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse("");
    }
}
