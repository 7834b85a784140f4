package org.chemoloop.routes.announce;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** One event of the loop with the snapshot that it carries: everything a message about it needs. */
final class LoopEvent {
    static final String SID = "https://chemoloop.org/fhir/sid/";

    private static final String CORRELATION = "https://chemoloop.org/fhir/StructureDefinition/correlation";

    private final String id;
    private final String code;
    private final Instant at;
    private final @Nullable MedicationRequest bag;
    private final List<MedicationRequest> lines;
    private final Patient patient;
    private final Map<String, Resource> byReference = new HashMap<>();
    private final List<Resource> resources = new ArrayList<>();

    /** Throws IllegalArgumentException with the reason when something is missing without which nobody can be told. */
    LoopEvent(Bundle bundle) {
        for (BundleEntryComponent entry : bundle.getEntry()) {
            Resource resource = entry.getResource();
            resources.add(resource);
            byReference.put(resource.fhirType() + "/" + resource.getIdElement().getIdPart(), resource);
            if (entry.hasFullUrl()) {
                byReference.put(entry.getFullUrl(), resource);
            }
        }
        this.id = needed(bundle.getIdentifier().getValue(), "Bundle.identifier");
        this.code = needed(
                first(MessageHeader.class)
                        .map(h -> h.getEventCoding().getCode())
                        .orElse(null),
                "MessageHeader.eventCoding");
        this.at = needed(bundle.getTimestamp(), "Bundle.timestamp").toInstant();
        this.bag = all(MedicationRequest.class).stream()
                .filter(request -> request.getIntent() == MedicationRequestIntent.INSTANCEORDER)
                .findFirst()
                .orElse(null);
        this.lines = all(MedicationRequest.class).stream()
                .filter(request -> request.getIntent() != MedicationRequestIntent.INSTANCEORDER)
                .toList();
        this.patient = needed(first(Patient.class).orElse(null), "Patient");
        if (appointment().isEmpty()) {
            needed(identifier(bag().getIdentifier(), "bag").orElse(null), "code of the bag");
        }
    }

    private static <T> T needed(@Nullable T found, String what) {
        if (found == null) {
            throw new IllegalArgumentException("the event has no " + what);
        }
        return found;
    }

    /** UUID of the event: what a receiver hears twice has it twice. */
    String id() {
        return id;
    }

    String code() {
        return code;
    }

    /** The name of the message or the request that it came of. */
    Optional<String> correlation() {
        return first(MessageHeader.class)
                .map(header -> header.getExtensionByUrl(CORRELATION))
                .map(name -> name.getValue().primitiveValue());
    }

    Instant at() {
        return at;
    }

    /** Throws IllegalArgumentException for an event that is about something else. */
    MedicationRequest bag() {
        return needed(bag, "bag");
    }

    String bagCode() {
        return identifier(bag().getIdentifier(), "bag").orElseThrow();
    }

    /** The prescription lines from which the bag was made. */
    List<MedicationRequest> lines() {
        return lines;
    }

    Patient patient() {
        return patient;
    }

    Optional<Appointment> appointment() {
        return first(Appointment.class);
    }

    /** Who did it, where the snapshot names nobody but that person. */
    Optional<Practitioner> author() {
        return first(Practitioner.class);
    }

    Optional<Encounter> encounter() {
        return first(Encounter.class);
    }

    Optional<MedicationAdministration> administration() {
        return first(MedicationAdministration.class);
    }

    Optional<MedicationDispense> dispense() {
        return first(MedicationDispense.class);
    }

    /** What a line, the bag or a dispense is made of; an empty one when nothing says so. */
    Medication medication(Type medication, List<Resource> contained) {
        if (medication instanceof CodeableConcept code) {
            return new Medication().setCode(code);
        }
        if (medication instanceof Reference reference && reference.hasReference()) {
            String target = reference.getReference();
            Resource found = target.startsWith("#")
                    ? contained.stream()
                            .filter(resource -> target.equals("#" + bare(resource.getId())))
                            .findFirst()
                            .orElse(null)
                    : byReference.get(withoutVersion(target));
            if (found instanceof Medication stored) {
                return stored;
            }
        }
        return new Medication();
    }

    private static String bare(@Nullable String id) {
        return id == null ? "" : id.startsWith("#") ? id.substring(1) : id;
    }

    private static String withoutVersion(String reference) {
        int history = reference.indexOf("/_history/");
        return history < 0 ? reference : reference.substring(0, history);
    }

    /** The person behind a reference, if the snapshot has more than the reference itself. */
    Optional<Practitioner> practitioner(Reference reference) {
        if (reference.hasReference()
                && byReference.get(withoutVersion(reference.getReference())) instanceof Practitioner named) {
            return Optional.of(named);
        }
        return all(Practitioner.class).stream()
                .filter(person -> person.getIdentifier().stream()
                        .anyMatch(known -> known.hasValue()
                                && known.getValue()
                                        .equals(reference.getIdentifier().getValue())
                                && known.hasSystem()
                                && known.getSystem()
                                        .equals(reference.getIdentifier().getSystem())))
                .findFirst();
    }

    /** The value of the identifier in one of our systems. */
    static Optional<String> identifier(List<Identifier> identifiers, String name) {
        return identifiers.stream()
                .filter(identifier -> (SID + name).equals(identifier.getSystem()) && identifier.hasValue())
                .map(Identifier::getValue)
                .findFirst();
    }

    private <R extends Resource> Optional<R> first(Class<R> type) {
        return all(type).stream().findFirst();
    }

    private <R extends Resource> List<R> all(Class<R> type) {
        return resources.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
