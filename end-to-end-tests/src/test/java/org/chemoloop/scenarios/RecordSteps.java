package org.chemoloop.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Then;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Where a bag is said to be, and what the HIS and the timeline tell of it. */
public class RecordSteps {

    private static final String NURSE = "nurse1";

    private final Ward ward;

    /** @param ward what the scenario remembers */
    public RecordSteps(Ward ward) {
        this.ward = ward;
    }

    @Then("the reason {string} is on record")
    public void isOnRecord(String reason) throws IOException, InterruptedException {
        List<JsonNode> issues =
                fhir("engineer1").search("DetectedIssue?patient=Patient/" + ward.patientOf(ward.bag("flush")));
        assertThat(issues)
                .anySatisfy(issue -> assertThat(
                                issue.at("/mitigation/0/action/text").asText())
                        .isEqualTo(reason));
    }

    @Then("the timeline of the {string} bag marks the start as told late")
    public void timelineMarksTheStart(String name) throws IOException, InterruptedException {
        Fhir.Answer timeline = fhir(NURSE).get("MedicationRequest/bag-" + ward.bag(name) + "/$timeline");
        List<JsonNode> starts = new ArrayList<>();
        timeline.resource().path("parameter").forEach(event -> {
            if (event.toString().contains("\"infusing\"")) {
                starts.add(event);
            }
        });
        assertThat(starts).hasSize(1);
        assertThat(starts.get(0).toString()).contains("\"recordedOffline\"");
    }

    @Then("the {string} bag is {string}")
    @Then("the {string} bag is still {string}")
    public void bagIs(String name, String step) {
        ward.awaitStep(ward.bag(name), step);
    }

    @Then("each bag is {string}")
    public void eachBagIs(String step) {
        ward.eachBag().forEach(bag -> ward.awaitStep(bag, step));
    }

    @Then("the HIS has heard nothing of an infusion")
    public void hisHeardNothing() {
        assertThat(ward.eachBag())
                .allSatisfy(bag -> assertThat(administrations(bag, "")).isEmpty());
    }

    @Then("the HIS has heard of the start and the end of each infusion, once")
    public void hisHeardOfEach() {
        for (String bag : ward.eachBag()) {
            for (String completion : List.of("", "CP")) {
                await("HIS hears '" + completion + "' of " + bag)
                        .atMost(Ward.SOON)
                        .until(() -> !administrations(bag, completion).isEmpty());
                assertThat(administrations(bag, completion).stream()
                                .map(Hl7::controlId)
                                .distinct())
                        .hasSize(1);
            }
        }
    }

    @Then("the HIS has heard of the start of the {string} bag, once")
    public void hisHeardOfTheStart(String name) {
        String bag = ward.bag(name);
        await("HIS hears of the start of " + bag)
                .atMost(Ward.SOON)
                .until(() -> !administrations(bag, "").isEmpty());
        assertThat(administrations(bag, "").stream().map(Hl7::controlId).distinct())
                .hasSize(1);
    }

    @Then("the HIS has heard of the {string} infusion in this order")
    public void hisHeardInOrder(String name, DataTable table) {
        String bag = ward.bag(name);
        List<String> expected = table.asMaps().stream()
                .map(row -> row.get("sub-id") + " " + Objects.requireNonNullElse(row.get("completion"), ""))
                .toList();
        await("HIS hears of each part of " + bag)
                .atMost(Ward.SOON)
                .untilAsserted(() -> assertThat(Ward.hospital().his().heard("RAS^O17", bag, message -> true).stream()
                                .map(message -> message.get("RXA", 2) + " " + message.get("RXA", 20)))
                        .containsExactlyElementsOf(expected));
    }

    @Then("the HIS has heard that {int} mL of the {string} bag were given")
    public void hisHeardOfTheVolume(int millilitres, String name) {
        String bag = ward.bag(name);
        await("HIS hears of the end of " + bag)
                .atMost(Ward.SOON)
                .until(() -> !administrations(bag, "PA").isEmpty());
        Hl7 stopped = administrations(bag, "PA").get(0);
        assertThat(stopped.get("RXA", 6)).as("%s", stopped).isEqualTo(String.valueOf(millilitres));
        assertThat(stopped.get("RXA", 7)).isEqualTo("mL");
    }

    @Then("the timeline of the {string} bag tells of")
    public void timelineTells(String name, DataTable steps) throws IOException, InterruptedException {
        Fhir nurse = fhir(NURSE);
        JsonNode bag =
                nurse.byIdentifier("MedicationRequest", "bag", ward.bag(name)).get(0);
        Fhir.Answer timeline = nurse.get("MedicationRequest/" + bag.path("id").asText() + "/$timeline");
        assertThat(timeline.status()).isEqualTo(200);
        assertThat(timeline.resource().toString()).contains(steps.asList());
    }

    private static List<Hl7> administrations(String bag, String completion) {
        return Ward.hospital().his().heard("RAS^O17", bag, message -> message.says("RXA", 20, completion));
    }

    private static Fhir fhir(String user) throws IOException, InterruptedException {
        return Ward.hospital().fhir(user);
    }
}
