package org.chemoloop.fhir.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirServerTest;
import org.chemoloop.fhir.submit.PlacedOrder;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@FhirServerTest
class TimelineIT {

    @Autowired
    FhirCaller fhir;

    @Test
    void theTimelineTellsEveryStepAndEveryRefusalInOrder() {
        String bag = PlacedOrder.place(fhir);
        PlacedOrder.move(fhir, bag, "accepted");
        PlacedOrder.ask(fhir, bag, "completed");

        Parameters timeline = fhir.as("nurse1")
                .get("MedicationRequest/bag-" + bag + "/$timeline")
                .resource(Parameters.class);

        assertThat(timeline.getParameter().stream()
                        .filter(parameter -> parameter.getName().equals("event"))
                        .map(TimelineIT::what)
                        .toList())
                .startsWith("ordered", "accepted")
                .contains("wrong-state");
        ParametersParameterComponent ordered = timeline.getParameter().get(1);
        assertThat(ordered.getPart())
                .extracting(ParametersParameterComponent::getName)
                .contains("step", "recorded", "who", "message");
    }

    @Test
    void theTimelineOfAPatientAndOfADayTellTheSameOfABag() {
        String bag = PlacedOrder.place(fhir);
        PlacedOrder.move(fhir, bag, "accepted");
        PlacedOrder.ask(fhir, bag, "completed");
        String patient = fhir.as("nurse1")
                .get("MedicationRequest/bag-" + bag)
                .resource(MedicationRequest.class)
                .getSubject()
                .getReference();

        for (String address : List.of(
                patient + "/$timeline",
                patient + "/$timeline?date=" + LocalDate.now(),
                "MedicationRequest/$timeline?date=" + LocalDate.now())) {
            assertThat(eventsOf(bag, fhir.as("nurse1").get(address).resource(Parameters.class)))
                    .as(address)
                    .startsWith("ordered", "accepted")
                    .contains("wrong-state");
        }
        assertThat(fhir.as("nurse1").get("MedicationRequest/$timeline").status())
                .isEqualTo(400);
    }

    private static List<String> eventsOf(String bag, Parameters timeline) {
        return timeline.getParameter().stream()
                .filter(parameter -> parameter.getName().equals("event"))
                .filter(event -> event.getPart().stream()
                        .anyMatch(part -> part.getValue() instanceof Reference of
                                && ("MedicationRequest/bag-" + bag).equals(of.getReference())))
                .map(TimelineIT::what)
                .toList();
    }

    @Test
    void theManagerSeesWhichRulesSpeakToWhomAndWhen() {
        String bag = PlacedOrder.place(fhir);
        PlacedOrder.move(fhir, bag, "accepted");
        PlacedOrder.ask(fhir, bag, "completed");

        Parameters summary =
                fhir.as("manager1").get("DetectedIssue/$near-misses").resource(Parameters.class);

        assertThat(rows(summary, "rule")).anySatisfy(row -> assertThat(row).contains("wrong-state"));
        assertThat(rows(summary, "step")).isNotEmpty();
        assertThat(rows(summary, "person")).isNotEmpty();
        assertThat(rows(summary, "hour")).isNotEmpty();
        assertThat(fhir.as("nurse1").get("DetectedIssue/$near-misses").status()).isEqualTo(403);
    }

    private static List<String> rows(Parameters summary, String name) {
        return summary.getParameter().stream()
                .filter(row -> row.getName().equals(name))
                .map(row -> row.getPart().stream()
                        .map(part -> part.getValue() instanceof Coding coding
                                ? coding.getCode()
                                : part.getValue().primitiveValue())
                        .toList()
                        .toString())
                .toList();
    }

    private static String what(ParametersParameterComponent event) {
        var value = event.getPartFirstRep().getValue();
        return value instanceof Coding step
                ? step.getCode()
                : ((CodeableConcept) value).getCodingFirstRep().getCode();
    }
}
