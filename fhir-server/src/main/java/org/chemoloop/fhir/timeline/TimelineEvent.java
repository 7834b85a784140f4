package org.chemoloop.fhir.timeline;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.chemoloop.fhir.scan.Systems;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/**
 * One thing that happened to a bag: a step, a refusal, a round, an incident.
 *
 * @param occurred when it happened, as the device or message says
 * @param recorded when the server heard of it
 * @param kind {@code step}, {@code refusal}, {@code override}, {@code notice}, {@code round} or {@code incident}
 * @param what which step, which rule's code, which round
 * @param bag the id of the bag
 * @param unchecked the numbers of the rules for which nobody sent data
 * @param offline whether the scan waited in a device
 */
record TimelineEvent(
        Optional<DateTimeType> occurred,
        InstantType recorded,
        String kind,
        Type what,
        List<Reference> who,
        List<Reference> devices,
        List<Identifier> sources,
        Optional<String> bag,
        List<String> unchecked,
        boolean offline) {

    static final Comparator<TimelineEvent> AS_HEARD = Comparator.comparing(event -> event.recorded.getValue());

    private static final String DEVICE = "assembler";

    /** Empty when the Provenance tells of no step of the loop. */
    static Optional<TimelineEvent> of(Provenance provenance) {
        return provenance.getActivity().getCoding().stream()
                .filter(coding -> Systems.LOOP_STATUS.equals(coding.getSystem()))
                .findFirst()
                .map(step -> new TimelineEvent(
                        provenance.hasOccurredDateTimeType()
                                ? Optional.of(provenance.getOccurredDateTimeType())
                                : Optional.empty(),
                        provenance.getRecordedElement(),
                        "step",
                        step,
                        agents(provenance, false),
                        agents(provenance, true),
                        provenance.getEntity().stream()
                                .filter(entity -> entity.getWhat().hasIdentifier())
                                .map(entity -> entity.getWhat().getIdentifier())
                                .toList(),
                        bag(provenance.getTarget(), "MedicationRequest"),
                        provenance.getExtensionsByUrl(Systems.NOT_CHECKED).stream()
                                .map(rule -> rule.getValue().primitiveValue())
                                .toList(),
                        provenance.hasExtension(Systems.RECORDED_OFFLINE)));
    }

    static TimelineEvent of(DetectedIssue issue) {
        DateTimeType identified = issue.getIdentifiedDateTimeType();
        return new TimelineEvent(
                Optional.empty(),
                new InstantType(identified.getValue()),
                kind(issue),
                issue.getCode(),
                issue.hasAuthor() ? List.of(issue.getAuthor()) : List.of(),
                List.of(),
                List.of(),
                bag(issue.getImplicated(), "MedicationRequest"),
                List.of(),
                false);
    }

    private static String kind(DetectedIssue issue) {
        if (issue.hasMitigation()) {
            return "override";
        }
        return issue.getSeverity() == DetectedIssueSeverity.LOW ? "notice" : "refusal";
    }

    private static Optional<String> bag(List<Reference> references, String type) {
        return references.stream()
                .map(Reference::getReferenceElement)
                .filter(reference -> type.equals(reference.getResourceType())
                        && reference.getIdPart().startsWith("bag-"))
                .map(reference -> reference.getIdPart())
                .findFirst();
    }

    static TimelineEvent of(Observation round) {
        return new TimelineEvent(
                round.hasEffectiveDateTimeType() ? Optional.of(round.getEffectiveDateTimeType()) : Optional.empty(),
                new InstantType(round.getMeta().getLastUpdated()),
                "round",
                new Reference("Observation/" + round.getIdElement().getIdPart()).setDisplay(words(round)),
                round.getPerformer(),
                List.of(),
                List.of(),
                bag(round.getPartOf(), "MedicationAdministration"),
                List.of(),
                false);
    }

    static TimelineEvent of(AdverseEvent incident) {
        return new TimelineEvent(
                incident.hasDate() ? Optional.of(new DateTimeType(incident.getDate())) : Optional.empty(),
                new InstantType(incident.getMeta().getLastUpdated()),
                "incident",
                incident.getEvent(),
                incident.hasRecorder() ? List.of(incident.getRecorder()) : List.of(),
                List.of(),
                List.of(),
                bag(
                        incident.getSuspectEntity().stream()
                                .map(AdverseEvent.AdverseEventSuspectEntityComponent::getInstance)
                                .toList(),
                        "MedicationAdministration"),
                List.of(),
                false);
    }

    private static String words(Observation round) {
        String about = round.getCode().getText();
        String value = round.hasValueStringType() ? round.getValueStringType().getValue() : "";
        return ((about == null ? "" : about) + " " + value).strip();
    }

    private static List<Reference> agents(Provenance provenance, boolean devices) {
        return provenance.getAgent().stream()
                .filter(agent ->
                        devices == agent.getType().getCoding().stream().anyMatch(type -> DEVICE.equals(type.getCode())))
                .map(Provenance.ProvenanceAgentComponent::getWho)
                .toList();
    }

    /**
     * Written out for a client: one parameter {@code event} with a part for each thing that is known.
     *
     * @param rules the words of a rule by its number
     */
    void writeInto(ParametersParameterComponent event, UnaryOperator<String> rules) {
        part(event, kind, what);
        bag.ifPresent(id -> part(event, "bag", new Reference("MedicationRequest/" + id)));
        occurred.ifPresent(time -> part(event, "occurred", new DateTimeType(time.getValueAsString())));
        part(event, "recorded", recorded);
        who.forEach(person -> part(event, "who", person));
        devices.forEach(device -> part(event, "device", device));
        sources.forEach(source -> part(event, "message", source));
        if (offline) {
            part(event, "recordedOffline", new BooleanType(true));
        }
        unchecked.forEach(rule -> part(
                event,
                "notChecked",
                new StringType(rule + " " + rules.apply(rule) + " — not checked: no data 未检查：无数据")));
        if (what instanceof CodeableConcept refusal && refusal.hasText()) {
            part(event, "text", new StringType(refusal.getText()));
        } else if (what instanceof Coding step && step.hasDisplay()) {
            part(event, "text", new StringType(step.getDisplay()));
        }
    }

    private static void part(ParametersParameterComponent event, String name, Type value) {
        event.addPart().setName(name).setValue(value);
    }
}
