package org.chemoloop.fhir.timeline;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/**
 * One thing that happened to a bag: a step, a refusal, a round.
 *
 * @param occurred when it happened, as the device or message says
 * @param recorded when the server heard of it
 * @param what {@code step}, {@code refusal} or {@code round}, and its value
 */
record TimelineEvent(
        Optional<DateTimeType> occurred,
        InstantType recorded,
        String kind,
        Type what,
        List<Reference> who,
        List<Reference> devices,
        List<Identifier> sources) {

    static final Comparator<TimelineEvent> AS_HEARD = Comparator.comparing(event -> event.recorded.getValue());

    private static final String LOOP_STATUS = "https://chemoloop.org/fhir/CodeSystem/loop-status";
    private static final String DEVICE = "assembler";

    /** Empty when the Provenance tells of no step of the loop. */
    static Optional<TimelineEvent> of(Provenance provenance) {
        return provenance.getActivity().getCoding().stream()
                .filter(coding -> LOOP_STATUS.equals(coding.getSystem()))
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
                                .toList()));
    }

    static TimelineEvent of(DetectedIssue issue) {
        DateTimeType identified = issue.getIdentifiedDateTimeType();
        return new TimelineEvent(
                Optional.empty(),
                new InstantType(identified.getValue()),
                issue.hasMitigation() ? "override" : "refusal",
                issue.getCode(),
                issue.hasAuthor() ? List.of(issue.getAuthor()) : List.of(),
                List.of(),
                List.of());
    }

    static TimelineEvent of(Observation round) {
        return new TimelineEvent(
                round.hasEffectiveDateTimeType() ? Optional.of(round.getEffectiveDateTimeType()) : Optional.empty(),
                new InstantType(round.getMeta().getLastUpdated()),
                "round",
                new Reference("Observation/" + round.getIdElement().getIdPart()).setDisplay(words(round)),
                round.getPerformer(),
                List.of(),
                List.of());
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

    /** Written out for a client: one parameter {@code event} with a part for each thing that is known. */
    void writeInto(ParametersParameterComponent event) {
        part(event, kind, what);
        occurred.ifPresent(time -> part(event, "occurred", new DateTimeType(time.getValueAsString())));
        part(event, "recorded", recorded);
        who.forEach(person -> part(event, "who", person));
        devices.forEach(device -> part(event, "device", device));
        sources.forEach(source -> part(event, "message", source));
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
