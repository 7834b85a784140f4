package org.chemoloop.fhir.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirServerTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A test that sends what a HIS says of a patient and an order of its own. */
@FhirServerTest
abstract class MessagesOfAHis {

    @Autowired
    FhirCaller fhir;

    @Autowired
    JdbcTemplate jdbc;

    final String run = UUID.randomUUID().toString().substring(0, 8);
    final String patient = "M" + run;
    final String placer = "P" + run;

    Bundle submit(Bundle message) {
        var answer = fhir.as("routes").post("$submit", message);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.resource(Bundle.class);
    }

    static List<String> statuses(Bundle answer) {
        return answer.getEntry().stream()
                .map(entry -> entry.getResponse().getStatus().substring(0, 3))
                .toList();
    }

    static String issue(Bundle answer, int entry) {
        OperationOutcome outcome =
                (OperationOutcome) answer.getEntry().get(entry).getResponse().getOutcome();
        return outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getCode();
    }

    List<MedicationRequest> bagsOf(MedicationRequest line) {
        String literal = line.getIdElement().toUnqualifiedVersionless().getValue();
        return search(
                        MedicationRequest.class,
                        "MedicationRequest?intent=instance-order&subject="
                                + line.getSubject().getReference())
                .stream()
                .filter(bag -> bag.getStatus() != MedicationRequestStatus.CANCELLED)
                .filter(bag -> bag.getBasedOn().stream()
                        .anyMatch(basis -> basis.getReference().equals(literal)))
                .toList();
    }

    static List<String> drugs(MedicationRequest bag) {
        return ((Medication) bag.getContained().get(0))
                .getIngredient().stream()
                        .map(ingredient -> ingredient
                                .getItemCodeableConcept()
                                .getCodingFirstRep()
                                .getCode())
                        .toList();
    }

    String step(String code) {
        return fhir.as("engineer1")
                .get("Task/bag-" + code)
                .resource(Task.class)
                .getBusinessStatus()
                .getCodingFirstRep()
                .getCode();
    }

    List<String> events(String code) {
        return jdbc.queryForList(
                "select event from loop.outbox where payload like ? order by sequence",
                String.class,
                "%\"focus\":[{\"reference\":\"MedicationRequest/bag-" + code + "\"}]%");
    }

    <T extends Resource> List<T> search(Class<T> type, String query) {
        Bundle found = fhir.as("engineer1").get(query + "&_count=200").resource(Bundle.class);
        List<T> resources = new ArrayList<>();
        for (BundleEntryComponent entry : found.getEntry()) {
            resources.add(type.cast(entry.getResource()));
        }
        return resources;
    }
}
