package org.chemoloop.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.chemoloop.scenarios.Messages.Order;
import org.chemoloop.scenarios.Messages.Patient;
import org.jspecify.annotations.Nullable;

/** What nurses and PIVAS do with a bag, and what the HIS hears of it. */
public class BedsideSteps {

    private static final String NURSE = "nurse1";

    private final Ward ward;
    private @Nullable Patient other;
    private Fhir.@Nullable Answer lastScan;
    private Duration ahead = Duration.ZERO;

    /** @param ward what the scenario remembers */
    public BedsideSteps(Ward ward) {
        this.ward = ward;
    }

    @Given("another patient {string} has arrived and wears a wristband \\(腕带)")
    public void anotherArrives(String name) throws IOException {
        other = Patient.named(name);
        try (var line = Ward.hospital().hisLine()) {
            assertThat(line.ask(Messages.arrival(other)).get("MSA", 1)).isEqualTo("AA");
        }
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

    @When("{string} starts \\(用药) the {string} bag against {string} because {string}")
    public void startsAgainst(String nurse, String name, String rule, String reason)
            throws IOException, InterruptedException {
        String extension = ", \"extension\": [" + Scans.override(rule, reason) + "]";
        accepted(Scans.start(
                fhir(nurse), nurse, "", ward.bag(name), ward.wristbandOf(ward.patient()), Scans.now(), extension));
    }

    @Then("the nurse is warned of {string}, in Chinese, and may go on for a reason")
    public void isWarned(String issue) {
        isRefusedAs(issue);
        assertThat(lastScan().resource().at("/issue/0/severity").asText()).isEqualTo("warning");
        assertThat(lastScan().resource().toString()).contains("StructureDefinition/overridable");
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

    @Given("the clock of the PDA is {int} minutes ahead")
    public void clockIsAhead(int minutes) {
        ahead = Duration.ofMinutes(minutes);
    }

    @When("{string} tries to start \\(用药) the {string} bag with that PDA, {string} as witness")
    public void startsWithThatPda(String nurse, String name, String witness) throws IOException, InterruptedException {
        String bag = ward.bag(name);
        String wristband = ward.wristbandOf(ward.patient());
        accepted(Scans.confirm(fhir(witness), bag, wristband));
        String extension = ", \"extension\": [" + deviceTime() + "]";
        lastScan = Scans.start(
                fhir(nurse), nurse, witness, bag, wristband, Scans.now().plus(ahead), extension);
    }

    @When("the PDA sends the start of the {string} bag that it has kept for {int} minutes, twice")
    public void sendsWhatItKept(String name, int minutes) throws IOException, InterruptedException {
        Instant at = Scans.now().plus(ahead).minus(Duration.ofMinutes(minutes));
        String extension = """
            , "extension": [%s, {"url": "%s/StructureDefinition/recorded-offline", "valueBoolean": true}]\
            """.formatted(deviceTime(), Fhir.BASE);
        for (int i = 0; i < 2; i++) {
            accepted(Scans.start(
                    fhir(NURSE), NURSE, "nurse2", ward.bag(name), ward.wristbandOf(ward.patient()), at, extension));
        }
    }

    private String deviceTime() {
        return "{\"url\": \"%s/StructureDefinition/device-time\", \"valueDateTime\": \"%s\"}"
                .formatted(Fhir.BASE, Scans.now().plus(ahead));
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

    @When("{string} tries to start \\(用药) that bag alone")
    public void triesToStartAlone(String nurse) throws IOException, InterruptedException {
        lastScan = Scans.start(
                fhir(nurse), nurse, "", ward.bag("external"), ward.wristbandOf(ward.patient()), Scans.now(), "");
    }

    @When("{string} tries to accept \\(接单) the old {string} label")
    public void triesToAcceptTheOldLabel(String nurse, String name) throws IOException, InterruptedException {
        lastScan = Scans.step(fhir(nurse), nurse, ward.bag(name), "accepted");
    }

    @Then("it is refused as {string} and names the new code")
    public void namesTheNewCode(String issue) {
        isRefusedAs(issue);
        assertThat(lastScan().textForTheNurse()).contains(ward.regrouped());
    }

    @When("{string} tries to release \\(通知发药) the {string} bag")
    public void triesToRelease(String nurse, String name) throws IOException, InterruptedException {
        lastScan = Scans.step(fhir(nurse), nurse, ward.bag(name), "released");
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

    @When("{string} tries to receive \\(收药) the {string} bag")
    public void triesToReceive(String nurse, String name) throws IOException, InterruptedException {
        lastScan = Scans.dispense(fhir(nurse), nurse, ward.bag(name), "completed", "whenHandedOver");
    }

    @When("{string} refuses \\(拒收) the {string} bag because {string}")
    public void refuses(String nurse, String name, String reason) throws IOException, InterruptedException {
        accepted(Scans.refuse(fhir(nurse), nurse, ward.bag(name), reason));
    }

    @When("{string} tries to start \\(用药) the {string} bag, {string} as witness")
    public void triesToStart(String nurse, String name, String witness) throws IOException, InterruptedException {
        lastScan = start(nurse, witness, ward.bag(name), ward.wristbandOf(ward.patient()));
    }

    @When("{string} pauses \\(暂停) the {string} bag because {string}")
    public void pauses(String nurse, String name, String reason) throws IOException, InterruptedException {
        accepted(Scans.pause(fhir(nurse), nurse, ward.bag(name), ward.wristbandOf(ward.patient()), reason));
    }

    @When("{string} resumes \\(继续) the {string} bag")
    public void resumes(String nurse, String name) throws IOException, InterruptedException {
        accepted(Scans.resume(fhir(nurse), nurse, ward.bag(name), ward.wristbandOf(ward.patient())));
    }

    @When("{string} completes \\(结束) the {string} bag")
    public void completes(String nurse, String name) throws IOException, InterruptedException {
        accepted(Scans.complete(fhir(nurse), nurse, ward.bag(name), ward.wristbandOf(ward.patient())));
    }

    @When("{string} stops \\(中止) the {string} bag after {int} mL because {string}")
    public void stops(String nurse, String name, int millilitres, String reason)
            throws IOException, InterruptedException {
        String wristband = ward.wristbandOf(ward.patient());
        accepted(Scans.stop(fhir(nurse), nurse, ward.bag(name), wristband, millilitres, reason));
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

    @When("{string} gives \\(用药) each bag in turn, {string} as witness, with a round \\(巡查)")
    public void givesEach(String nurse, String witness) throws IOException, InterruptedException {
        String wristband = ward.wristbandOf(ward.patient());
        for (String bag : ward.eachBag()) {
            accepted(start(nurse, witness, bag, wristband));
            ward.awaitStep(bag, "infusing");
            JsonNode running = runningAt(nurse, wristband);
            accepted(Scans.round(
                    fhir(nurse),
                    running.path("id").asText(),
                    running.path("subject").path("reference").asText()));
            accepted(Scans.complete(fhir(nurse), nurse, bag, wristband));
        }
    }

    @When("{string} starts \\(用药) the {string} bag at the other patient's wristband, {string} as witness")
    public void startsAtTheOther(String nurse, String name, String witness) throws IOException, InterruptedException {
        lastScan = start(nurse, witness, ward.bag(name), ward.wristbandOf(Objects.requireNonNull(other)));
    }

    @When("{string} starts \\(用药) the {string} bag at the patient's own wristband, {string} as witness")
    public void startsAtTheOwn(String nurse, String name, String witness) throws IOException, InterruptedException {
        accepted(start(nurse, witness, ward.bag(name), ward.wristbandOf(ward.patient())));
    }

    @Then("the scan is refused as {string}, in Chinese")
    public void isRefusedAs(String issue) {
        isRefused();
        assertThat(lastScan().issue()).as("%s", lastScan()).isEqualTo(issue);
    }

    @Then("the scan is refused as {string} or {string}, in Chinese")
    public void isRefusedAsEither(String one, String another) {
        isRefused();
        assertThat(lastScan().issue()).as("%s", lastScan()).isIn(one, another);
    }

    @Then("the scan is refused, in Chinese")
    public void isRefused() {
        assertThat(lastScan().status()).as("%s", lastScan()).isEqualTo(422);
        assertThat(lastScan().textForTheNurse()).matches(".*\\p{IsHan}.*");
    }

    @Then("the answer does not tell whose bag it is")
    public void tellsNotWhose() {
        assertThat(lastScan().resource().toString())
                .doesNotContain(ward.patient().name(), ward.patient().name().replace("^", ""));
    }

    @Then("the near miss is on record")
    public void nearMissIsOnRecord() {
        String bag = ward.bag("carboplatin");
        await("a DetectedIssue of bag " + bag)
                .atMost(Ward.SOON)
                .until(() -> fhir("engineer1").search("DetectedIssue?_count=50&_sort=-_lastUpdated").stream()
                        .anyMatch(issue -> issue.toString().contains("wrong-patient")));
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

    private Fhir.Answer start(String nurse, String witness, String bag, String wristband)
            throws IOException, InterruptedException {
        // At a wrong wristband the confirmation is refused too; what counts is the start that follows.
        Scans.confirm(fhir(witness), bag, wristband);
        return Scans.start(fhir(nurse), nurse, witness, bag, wristband);
    }

    private static JsonNode runningAt(String nurse, String wristband) throws IOException, InterruptedException {
        List<JsonNode> running = fhir(nurse)
                .search("MedicationAdministration?status=in-progress,on-hold&patient.identifier="
                        + Fhir.encoded(Fhir.sid("wristband") + "|" + wristband));
        assertThat(running).as("what runs at wristband %s", wristband).hasSize(1);
        return running.get(0);
    }

    private static List<Hl7> administrations(String bag, String completion) {
        return Ward.hospital().his().heard("RAS^O17", bag, message -> message.says("RXA", 20, completion));
    }

    private Fhir.Answer lastScan() {
        return Objects.requireNonNull(lastScan);
    }

    private static void accepted(Fhir.Answer answer) {
        assertThat(answer.status()).as("%s", answer).isIn(200, 201);
    }

    private static Fhir fhir(String user) throws IOException, InterruptedException {
        return Ward.hospital().fhir(user);
    }
}
