package org.chemoloop.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.chemoloop.scenarios.Messages.Patient;
import org.jspecify.annotations.Nullable;

/** What nurses do with a bag at the chair, and what they hear. */
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

    @When("{string} tries to receive \\(收药) the {string} bag")
    public void triesToReceive(String nurse, String name) throws IOException, InterruptedException {
        lastScan = Scans.dispense(fhir(nurse), nurse, ward.bag(name), "completed", "whenHandedOver");
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
