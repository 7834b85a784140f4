package org.chemoloop.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chemoloop.scenarios.Messages.Order;
import org.chemoloop.scenarios.Messages.Patient;

/** What the HIS says, what it is answered, and what the PIVAS hears of it. */
public class OrderSteps {

    private static final String CARBOPLATIN = "NS250 250, CARBO150 450";

    private final Ward ward;
    private final List<Hl7> answers = new ArrayList<>();
    private final List<Patient> heardOf = new ArrayList<>();
    private String lastControlId = "";

    /** @param ward what the scenario remembers */
    public OrderSteps(Ward ward) {
        this.ward = ward;
    }

    @Given("patient {string} has arrived and wears a wristband \\(腕带)")
    public void arrives(String name) throws IOException {
        Patient patient = Patient.named(name);
        assertThat(send(Messages.arrival(patient)).get("MSA", 1)).isEqualTo("AA");
        ward.wristbandOf(patient);
        ward.admit(patient);
    }

    @When("the doctor orders these bags")
    public void ordersTheseBags(DataTable table) throws IOException {
        for (Map<String, String> row : table.asMaps()) {
            order(row.getOrDefault("bag", ""), row.getOrDefault("contents", ""));
        }
    }

    @When("doctor {string} orders these bags")
    public void doctorOrders(String doctor, DataTable table) throws IOException {
        for (Map<String, String> row : table.asMaps()) {
            Order order = Order.of(ward.patient(), row.getOrDefault("contents", ""));
            order(row.getOrDefault("bag", ""), order.by(doctor));
        }
    }

    @Given("the doctor has ordered a {string} bag")
    public void hasOrdered(String name) throws IOException {
        order(name, CARBOPLATIN);
        assertThat(ward.bag(name)).hasSize(12);
    }

    @Given("the doctor has ordered a {string} bag of {string} for {int} minutes ago")
    public void hasOrderedForEarlier(String name, String contents, int minutes) throws IOException {
        order(name, Order.of(ward.patient(), contents).plannedIn(-minutes));
        assertThat(ward.bag(name)).hasSize(12);
    }

    @Given("the doctor has ordered a {string} bag of {string} for {int} minutes from now")
    public void hasOrderedForLater(String name, String contents, int minutes) throws IOException {
        order(name, Order.of(ward.patient(), contents).plannedIn(minutes));
        assertThat(ward.bag(name)).hasSize(12);
    }

    @When("another desk orders a bag for the same number in small letters")
    public void ordersInSmallLetters() throws IOException {
        order("small letters", Order.of(ward.patient().inSmallLetters(), CARBOPLATIN));
    }

    @When("another desk orders a bag for the same number but another name and birth date")
    public void ordersForAnother() throws IOException {
        order("mixed up", Order.of(ward.patient().mixedUpWith("别^人", "20010101"), CARBOPLATIN));
    }

    @Then("the bag is for the patient who wears the wristband")
    public void isForThatPatient() {
        assertThat(ward.eachBag())
                .hasSize(1)
                .allSatisfy(bag -> assertThat(ward.patientOf(bag))
                        .isEqualTo(ward.known(ward.patient()).get(0).path("id").asText()));
    }

    @When("the HIS sends {int} orders")
    public void sendsOrders(int count) throws IOException {
        for (int i = 1; i <= count; i++) {
            order("order " + i, CARBOPLATIN);
        }
    }

    @When("the HIS sends {int} orders in one message")
    public void sendsOneLargeMessage(int count) throws IOException {
        List<Order> all = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Order order = Order.of(ward.patient(), "NS250 250, DEX5 5").plannedIn(10 + i);
            ward.ordered("order " + i, order);
            all.add(order);
        }
        answers.add(send(Messages.orders(all, "NW", Messages.unused("E"))));
    }

    @Then("the HIS hears {string} of each order, in the answer or after it")
    public void hearsOfEach(String control) {
        assertThat(answers.get(0).get("MSA", 1)).isEqualTo("AA");
        for (Order order : ward.orders().values()) {
            await("result of " + order.placer())
                    .atMost(Ward.LATE)
                    .until(() -> answers.get(0).saysOf(order.placer(), control)
                            || !Ward.hospital()
                                    .his()
                                    .heard("RRE^O12", order.placer(), late -> late.saysOf(order.placer(), control))
                                    .isEmpty());
        }
    }

    @Then("there is one bag of each order")
    public void oneBagOfEach() throws IOException, InterruptedException {
        assertThat(ward.linesOfBags(ward.patient()))
                .hasSameSizeAs(ward.orders().values())
                .doesNotHaveDuplicates();
    }

    @When("the HIS sends the same order message {int} times")
    public void sendsTheSameMessage(int times) throws IOException {
        Order order = Order.of(ward.patient(), CARBOPLATIN);
        ward.ordered("carboplatin", order);
        Hl7 message = Messages.order(order, "NW", Messages.unused("E"));
        for (int i = 0; i < times; i++) {
            answers.add(send(message));
        }
    }

    @When("the HIS sends an order message and then another amount under the same message control id")
    public void reusesAControlId() throws IOException {
        Order order = Order.of(ward.patient(), CARBOPLATIN);
        ward.ordered("carboplatin", order);
        String controlId = Messages.unused("E");
        answers.add(send(Messages.order(order, "NW", controlId)));
        answers.add(send(Messages.order(order.with("NS250 250, CARBO150 600"), "NW", controlId)));
    }

    @When("the doctor cancels \\(作废) the {string} order")
    @Given("the doctor has cancelled \\(作废) the {string} order")
    public void cancels(String name) throws IOException {
        answers.clear();
        answers.add(send(Messages.order(ward.order(name), "CA", Messages.unused("E"))));
    }

    @When("the doctor cancels \\(作废) an order that has not arrived yet")
    public void cancelsTooEarly() throws IOException {
        Order unheardOf = Order.of(ward.patient(), CARBOPLATIN);
        answers.add(send(Messages.order(unheardOf, "CA", Messages.unused("E"))));
    }

    @When("the HIS sends half an arrival of patient {string} and then a whole arrival of patient {string} on the"
            + " same line")
    public void sendsHalfAndWhole(String half, String whole) throws IOException {
        heardOf.add(Patient.named(half));
        heardOf.add(Patient.named(whole));
        Hl7 arrival = Messages.arrival(heardOf.get(1));
        lastControlId = arrival.controlId();
        try (var line = Ward.hospital().hisLine()) {
            line.writeHalf(Messages.arrival(heardOf.get(0)));
            answers.add(line.ask(arrival));
        }
    }

    @Then("the whole message is answered {string} under its own message control id")
    public void wholeIsAnswered(String code) {
        assertThat(answers.get(0).get("MSA", 1)).isEqualTo(code);
        assertThat(answers.get(0).get("MSA", 2)).isEqualTo(lastControlId);
    }

    @Then("patient {string} is known, once")
    public void isKnown(String name) {
        await("patient " + name)
                .atMost(Ward.SOON)
                .untilAsserted(() -> assertThat(ward.known(heardOfAs(name))).hasSize(1));
    }

    @Then("patient {string} is not known")
    public void isNotKnown(String name) {
        assertThat(ward.known(heardOfAs(name))).isEmpty();
    }

    @Then("the HIS is answered {string} for each order")
    public void answeredForEach(String control) {
        assertThat(answers).hasSameSizeAs(ward.orders().values()).allSatisfy(answer -> {
            assertThat(answer.get("MSA", 1)).isEqualTo("AA");
            assertThat(answer.get("ORC", 1)).as("%s", answer).isEqualTo(control);
        });
    }

    @Then("the HIS is answered {string}")
    public void isAnswered(String control) {
        assertThat(answers.get(0).get("ORC", 1)).as("%s", answers.get(0)).isEqualTo(control);
    }

    @Then("the answer says in Chinese that {string} is missing")
    public void saysWhatIsMissing(String what) {
        assertThat(answers.get(0).get("ERR", 8)).as("%s", answers.get(0)).contains(what);
    }

    @Then("the {string} order is {string} and became no bag")
    public void becameNoBag(String name, String step) throws IOException, InterruptedException {
        Fhir pharmacist = Ward.hospital().fhir("engineer1");
        String placer = ward.order(name).placer();
        JsonNode line = pharmacist
                .byIdentifier("MedicationRequest", "placer-order", placer)
                .get(0);
        assertThat(line.path("status").asText()).isEqualTo("cancelled");
        List<JsonNode> tasks = pharmacist.search(
                "Task?focus=MedicationRequest/" + line.path("id").asText());
        assertThat(tasks).hasSize(1);
        assertThat(tasks.get(0).path("businessStatus").toString()).contains("\"" + step + "\"");
        assertThat(ward.bagsOf(name)).isEmpty();
    }

    @Then("the HIS is answered {string} or {string}")
    public void isAnsweredEither(String one, String other) {
        assertThat(answers.get(0).get("ORC", 1)).as("%s", answers.get(0)).isIn(one, other);
    }

    @Then("each order is answered {string}: kept, the result follows")
    public void answeredAsKept(String code) {
        assertThat(answers).hasSameSizeAs(ward.orders().values()).allSatisfy(answer -> {
            assertThat(answer.get("MSA", 1)).as("%s", answer).isEqualTo(code);
            assertThat(answer.get("MSA", 3) + answer.get("ERR", 8))
                    .as("says that the order is kept: %s", answer)
                    .isNotEmpty();
            assertThat(answer.get("ORC", 1)).as("no decision yet").isEmpty();
        });
    }

    @Then("it gets the same answer {int} times")
    public void sameAnswers(int times) {
        assertThat(answers).hasSize(times);
        assertThat(answers.get(0).get("MSA", 1)).isEqualTo("AA");
        assertThat(answers).allSatisfy(answer -> assertThat(answer).isEqualTo(answers.get(0)));
    }

    @Then("the second message is answered {string} with code {string}")
    public void secondIsAnswered(String code, String error) {
        assertThat(answers.get(0).get("MSA", 1)).isEqualTo("AA");
        assertThat(answers.get(1).get("MSA", 1)).as("%s", answers.get(1)).isEqualTo(code);
        assertThat(answers.get(1).get("ERR", 3)).isEqualTo(error);
    }

    @Then("there is one bag")
    @Then("each order becomes one bag")
    public void oneBagEach() {
        assertThat(ward.eachBag()).hasSameSizeAs(ward.orders().values()).doesNotHaveDuplicates();
    }

    @Then("the HIS hears the late result {string} of each order")
    public void hearsLateResults(String control) {
        for (Order order : ward.orders().values()) {
            await("late result of " + order.placer())
                    .atMost(Ward.SOON)
                    .untilAsserted(() -> assertThat(Ward.hospital()
                                    .his()
                                    .heard("RRE^O12", order.placer(), result -> result.says("ORC", 1, control)))
                            .isNotEmpty());
        }
    }

    @Then("the PIVAS \\(静配中心) has heard of each bag, once")
    public void pivasHeardOfEach() {
        for (String bag : ward.eachBag()) {
            await("PIVAS hears of " + bag)
                    .atMost(Ward.SOON)
                    .until(() -> !told(bag, "NW").isEmpty());
        }
        for (String bag : ward.eachBag()) {
            assertThat(told(bag, "NW").stream().map(Hl7::controlId).distinct())
                    .as("messages that order bag %s", bag)
                    .hasSize(1);
        }
    }

    @Then("the PIVAS is told to prepare the {string} bag")
    public void pivasIsToldToPrepare(String name) {
        String bag = ward.bag(name);
        await("release of " + bag)
                .atMost(Ward.SOON)
                .until(() -> !told(bag, "RL").isEmpty());
    }

    @Then("the PIVAS has not been told to prepare the {string} bag")
    public void pivasIsNotToldToPrepare(String name) {
        assertThat(told(ward.bag(name), "RL")).isEmpty();
    }

    @Then("the PIVAS hears that both old bags are cancelled, and what is in the new one")
    public void pivasHearsOfTheRegrouping() {
        String fresh = ward.regrouped();
        for (String old : ward.eachBag()) {
            await("cancellation of " + old)
                    .atMost(Ward.SOON)
                    .until(() -> !told(old, "CA").isEmpty());
        }
        await("the new bag " + fresh)
                .atMost(Ward.SOON)
                .until(() -> !told(fresh, "XO").isEmpty());
        Hl7 said = told(fresh, "XO").get(0);
        assertThat(said.toString()).contains("NS250", "DEX5", "ONDAN8");
    }

    @Then("the PIVAS is told that the {string} bag is cancelled")
    public void pivasIsToldOfTheCancellation(String name) {
        String bag = ward.bag(name);
        await("cancellation of " + bag)
                .atMost(Ward.SOON)
                .until(() -> !told(bag, "CA").isEmpty() || !told(bag, "DC").isEmpty());
    }

    private void order(String name, String contents) throws IOException {
        order(name, Order.of(ward.patient(), contents));
    }

    private void order(String name, Order order) throws IOException {
        ward.ordered(name, order);
        answers.add(send(Messages.order(order, "NW", Messages.unused("E"))));
    }

    private Patient heardOfAs(String name) {
        return heardOf.stream()
                .filter(patient -> patient.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Hl7> told(String bag, String control) {
        return Ward.hospital().pivas().heard("RDE^O11", bag, message -> message.says("ORC", 1, control));
    }

    private static Hl7 send(Hl7 message) throws IOException {
        try (var line = Ward.hospital().hisLine()) {
            return line.ask(message);
        }
    }
}
