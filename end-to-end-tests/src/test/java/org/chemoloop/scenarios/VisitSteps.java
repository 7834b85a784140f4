package org.chemoloop.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.chemoloop.scenarios.Messages.Patient;

/** What belongs to the visit rather than to a bag: appointment, seat, the patient's line, and the lists of the day. */
public class VisitSteps {

    private static final String NURSE = "nurse1";

    private final Ward ward;
    private final String appointment = Messages.unused("A");
    private int minutes;
    private String line = "";
    private JsonNode told = MissingNode.getInstance();

    public VisitSteps(Ward ward) {
        this.ward = ward;
    }

    @Given("patient {string} is expected but has not come")
    public void isExpected(String name) throws IOException {
        Patient patient = Patient.named(name);
        said(Messages.registration(patient));
        ward.admit(patient);
    }

    @Given("the HIS has booked seat {string} for that patient {int} minutes ago")
    public void hasBooked(String seat, int ago) throws IOException {
        book("S12", seat, -ago);
    }

    @Given("the HIS has booked seat {string} for that patient {int} minutes from now")
    public void books(String seat, int ahead) throws IOException {
        book("S12", seat, ahead);
    }

    @When("the HIS moves that patient to seat {string}")
    public void moves(String seat) throws IOException {
        book("S13", seat, minutes);
    }

    private void book(String event, String seat, int when) throws IOException {
        minutes = when;
        said(Messages.appointment(ward.patient(), appointment, event, seat, when));
    }

    private static void said(Hl7 message) throws IOException {
        try (var his = Ward.hospital().hisLine()) {
            Hl7 answer = his.ask(message);
            assertThat(answer.get("MSA", 1)).as("%s", answer).isEqualTo("AA");
        }
    }

    @Then("that patient is on the list of those who did not come")
    public void isMissed() throws IOException, InterruptedException {
        assertThat(list(NURSE, "Appointment/$no-shows"))
                .anySatisfy(missed ->
                        assertThat(missed.path("identifier").toString()).contains("\"" + appointment + "\""));
    }

    @Then("the PIVAS has the {string} bag on its list of bags to call back")
    public void isToCallBack(String name) throws IOException, InterruptedException {
        assertThat(ids("pivas1", "Task/$recalls")).contains("bag-" + ward.bag(name));
    }

    @Then("the PIVAS has the {string} bag no longer on its list of bags to call back")
    public void isNoLongerToCallBack(String name) throws IOException, InterruptedException {
        assertThat(ids("pivas1", "Task/$recalls")).doesNotContain("bag-" + ward.bag(name));
    }

    @Then("the label of the {string} bag is marked as stale: {string}")
    public void isStale(String name, String why) {
        await("a mark on the label of " + name)
                .atMost(Ward.SOON)
                .untilAsserted(() -> assertThat(fhir(NURSE)
                                .get("MedicationRequest/bag-" + ward.bag(name))
                                .resource()
                                .path("extension"))
                        .anySatisfy(extension -> {
                            assertThat(extension.path("url").asText()).endsWith("/stale-label");
                            assertThat(extension.path("valueString").asText()).isEqualTo(why);
                        }));
    }

    @When("{string} registers a {string} of that patient whose next maintenance was due {int} days ago")
    public void registers(String nurse, String type, int days) throws IOException, InterruptedException {
        line = Messages.unused("line-");
        Fhir.Answer answer = fhir(nurse).put("Device/" + line, device(type, -days));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    }

    @When("{string} has looked after the line, and the next time is in {int} days")
    public void looksAfter(String nurse, int days) throws IOException, InterruptedException {
        Fhir.Answer answer = fhir(nurse).put("Device/" + line, device("PICC", days));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private String device(String type, int dueInDays) {
        Instant due = Scans.now().plus(Duration.ofDays(dueInDays));
        return """
            {"resourceType": "Device", "id": "%1$s",
             "type": {"coding": [{"system": "%2$s/CodeSystem/line-type", "code": "%3$s"}]},
             "patient": {"reference": "Patient/%4$s"},
             "extension": [{"url": "%2$s/StructureDefinition/next-maintenance", "valueDateTime": "%5$s"}]}
            """.formatted(
                        line,
                        Fhir.BASE,
                        type,
                        ward.known(ward.patient()).get(0).path("id").asText(),
                        due);
    }

    @When("{string} reports the extravasation of the {string} bag")
    public void reportsExtravasation(String nurse, String name) throws IOException, InterruptedException {
        Fhir.Answer answer = fhir(nurse)
                .post("AdverseEvent", """
            {"resourceType": "AdverseEvent", "actuality": "actual",
             "event": {"coding": [{"system": "%1$s/CodeSystem/not-given-reason", "code": "extravasation"}]},
             "subject": {"reference": "Patient/%2$s"},
             "suspectEntity": [{"instance": {"identifier": {"system": "%1$s/sid/bag", "value": "%3$s"}}}]}
            """.formatted(Fhir.BASE, ward.patientOf(ward.bag(name)), ward.bag(name)));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        told = answer.resource();
    }

    @Then("the answer says what is to be done at once")
    public void saysWhatIsToBeDone() {
        assertThat(told.toString()).contains("StructureDefinition/checklist");
    }

    @Then("somebody looks at the arm \\(随访) in {int} days")
    public void looksAtTheArm(int days) throws IOException, InterruptedException {
        String patient = told.path("subject").path("reference").asText();
        String then = LocalDate.now().plusDays(days).toString();
        assertThat(list(NURSE, "ServiceRequest/$follow-ups-due?until=" + then))
                .filteredOn(
                        owed -> owed.path("subject").path("reference").asText().equals(patient))
                .extracting(owed -> owed.path("code").path("text").asText())
                .contains("外渗处置", "外渗后随访");
    }

    @Then("the line is on the list of maintenance that is due")
    public void isDue() throws IOException, InterruptedException {
        assertThat(ids(NURSE, "Device/$maintenance-due")).contains(line);
    }

    @Then("the line is no longer on the list of maintenance that is due")
    public void isNoLongerDue() throws IOException, InterruptedException {
        assertThat(ids(NURSE, "Device/$maintenance-due")).doesNotContain(line);
    }

    private static List<String> ids(String user, String operation) throws IOException, InterruptedException {
        return list(user, operation).stream()
                .map(resource -> resource.path("id").asText())
                .toList();
    }

    private static List<JsonNode> list(String user, String operation) throws IOException, InterruptedException {
        Fhir.Answer answer = fhir(user).get(operation);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        var listed = new ArrayList<JsonNode>();
        answer.resource().path("entry").forEach(entry -> listed.add(entry.path("resource")));
        return listed;
    }

    private static Fhir fhir(String user) throws IOException, InterruptedException {
        return Ward.hospital().fhir(user);
    }
}
