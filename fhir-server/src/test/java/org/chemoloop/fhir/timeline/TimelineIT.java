package org.chemoloop.fhir.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirServerTest;
import org.chemoloop.fhir.submit.PlacedOrder;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
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

    private static String what(ParametersParameterComponent event) {
        var value = event.getPartFirstRep().getValue();
        return value instanceof Coding step
                ? step.getCode()
                : ((CodeableConcept) value).getCodingFirstRep().getCode();
    }
}
