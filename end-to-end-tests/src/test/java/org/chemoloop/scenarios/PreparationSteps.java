package org.chemoloop.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.io.IOException;
import java.util.List;
import org.chemoloop.scenarios.Messages.Order;

/** What the ward, the pharmacist and the PIVAS do with a bag before it hangs. */
public class PreparationSteps {

    private static final String NURSE = "nurse1";

    private final Ward ward;

    /** @param ward what the scenario remembers */
    public PreparationSteps(Ward ward) {
        this.ward = ward;
    }

    @Given("a {string} bag for that patient has been received \\(收药)")
    public void hasBeenReceived(String name) throws IOException, InterruptedException {
        Order order = Order.of(ward.patient(), "NS250 250, CARBO150 450");
        ward.ordered(name, order);
        try (var line = Ward.hospital().hisLine()) {
            assertThat(line.ask(Messages.order(order, "NW", Messages.unused("E")))
                            .get("MSA", 1))
                    .isEqualTo("AA");
        }
        acceptsAndReleases(NURSE);
        pivasReports(name);
        receivesEach(NURSE);
    }

    @When("{string} accepts \\(接单) and releases \\(通知发药) each bag")
    public void acceptsAndReleases(String nurse) throws IOException, InterruptedException {
        for (String step : List.of("accepted", "released")) {
            for (String bag : ward.eachBag()) {
                accepted(Scans.step(fhir(nurse), nurse, bag, step));
            }
        }
    }

    @When("{string} regroups \\(组方) the {string} and {string} bags")
    public void regroups(String nurse, String one, String other) throws IOException, InterruptedException {
        Fhir.Answer answer =
                fhir(nurse).post("MedicationRequest/$regroup", """
                    {"resourceType": "Parameters", "parameter": [
                        {"name": "bag", "valueString": "%s"}, {"name": "bag", "valueString": "%s"}]}\
                    """.formatted(ward.bag(one), ward.bag(other)));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        ward.regrouped(
                answer.resource().path("parameter").path(0).path("valueString").asText());
    }

    @Given("{string} has brought each bag to the chair")
    public void bringsEach(String nurse) throws IOException, InterruptedException {
        acceptsAndReleases(nurse);
        for (String bag : ward.eachBag()) {
            accepted(Scans.dispense(fhir(nurse), nurse, bag, "preparation", "whenPrepared"));
        }
        receivesEach(nurse);
    }

    @When("{string} returns \\(退药) the {string} bag")
    public void returns(String nurse, String name) throws IOException, InterruptedException {
        accepted(Scans.step(fhir(nurse), nurse, ward.bag(name), "returned"));
    }

    @Given("{string} accepts \\(接单) each bag")
    public void acceptsEach(String nurse) throws IOException, InterruptedException {
        for (String bag : ward.eachBag()) {
            accepted(Scans.step(fhir(nurse), nurse, bag, "accepted"));
        }
    }

    @When("an external prescription of {string} by a doctor of another hospital is entered by hand")
    public void externalIsEntered(String contents) throws IOException, InterruptedException {
        Order order = Order.of(ward.patient(), contents).by("X9999^外院^医生");
        ward.ordered("external", order);
        Fhir.Answer answer = Ward.hospital().fhir("his").post("$submit", External.prescription(order));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    @Then("it became one bag")
    public void becameOneBag() {
        assertThat(ward.bag("external")).hasSize(12);
    }

    @Then("the pharmacist sees {string} and {string} of that patient")
    public void pharmacistSees(String one, String another) throws IOException, InterruptedException {
        List<JsonNode> issues =
                fhir("pharmacist1").search("DetectedIssue?patient=Patient/" + ward.patientOf(ward.bag("external")));
        assertThat(issues.toString()).contains("\"" + one + "\"", "\"" + another + "\"");
    }

    @When("that bag has been accepted, released, prepared and received")
    public void thatBagIsBrought() throws IOException, InterruptedException {
        acceptsAndReleases(NURSE);
        String bag = ward.bag("external");
        accepted(Scans.dispense(fhir("pivas1"), "pivas1", bag, "preparation", "whenPrepared"));
        receivesEach(NURSE);
    }

    @When("the PIVAS reports the {string} bag as compounded, qc-passed and dispatched")
    public void pivasReports(String name) throws IOException {
        String bag = ward.bag(name);
        try (var line = Ward.hospital().pivasLine()) {
            for (String step : List.of("compounded", "qc-passed", "dispatched")) {
                assertThat(line.ask(Messages.preparation(bag, step)).get("MSA", 1))
                        .isEqualTo("AA");
            }
        }
        ward.awaitStep(bag, "dispatched");
    }

    @Given("the PIVAS reports the {string} bag as compounded and dispatched, good until {int} minutes ago")
    public void pivasReportsAnExpiredBag(String name, int minutes) throws IOException {
        String bag = ward.bag(name);
        try (var line = Ward.hospital().pivasLine()) {
            for (String step : List.of("compounded", "dispatched")) {
                assertThat(line.ask(Messages.preparation(bag, step, -minutes)).get("MSA", 1))
                        .isEqualTo("AA");
            }
        }
        ward.awaitStep(bag, "dispatched");
    }

    @When("{string} refuses \\(拒收) the {string} bag because {string}")
    public void refuses(String nurse, String name, String reason) throws IOException, InterruptedException {
        accepted(Scans.refuse(fhir(nurse), nurse, ward.bag(name), reason));
    }

    @When("{string} prepares \\(配药) the {string} bag")
    public void prepares(String nurse, String name) throws IOException, InterruptedException {
        accepted(Scans.dispense(fhir(nurse), nurse, ward.bag(name), "preparation", "whenPrepared"));
    }

    @When("{string} receives \\(收药) each bag")
    public void receivesEach(String nurse) throws IOException, InterruptedException {
        for (String bag : ward.eachBag()) {
            accepted(Scans.dispense(fhir(nurse), nurse, bag, "completed", "whenHandedOver"));
        }
    }

    private static Fhir fhir(String user) throws IOException, InterruptedException {
        return Ward.hospital().fhir(user);
    }

    private static void accepted(Fhir.Answer answer) {
        assertThat(answer.status()).as("%s", answer).isIn(200, 201);
    }
}
