package org.chemoloop.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cucumber.java.AfterAll;
import io.cucumber.java.BeforeAll;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.chemoloop.scenarios.Messages.Order;
import org.chemoloop.scenarios.Messages.Patient;
import org.jspecify.annotations.Nullable;

/** What one scenario remembers, and how it looks things up in the hospital that all scenarios share. */
public class Ward {

    static final Duration SOON = Duration.ofSeconds(60);
    /** For what takes the server its time. */
    static final Duration LATE = Duration.ofMinutes(3);

    private static @Nullable Hospital hospital;

    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final Map<String, String> bags = new LinkedHashMap<>();
    private @Nullable Patient patient;
    private String regrouped = "";

    /** Starts the system once; a scenario that kills a part also repairs it. */
    @BeforeAll
    public static void open() throws IOException, InterruptedException {
        hospital = Hospital.open();
    }

    /** Stops the system, whatever the scenarios said. */
    @AfterAll
    public static void close() throws IOException, InterruptedException {
        if (hospital != null) {
            hospital.close();
        }
    }

    static Hospital hospital() {
        return Objects.requireNonNull(hospital);
    }

    Patient patient() {
        return Objects.requireNonNull(patient);
    }

    void admit(Patient arrived) {
        patient = arrived;
    }

    void ordered(String name, Order order) {
        orders.put(name, order);
    }

    Order order(String name) {
        return Objects.requireNonNull(orders.get(name), name);
    }

    Map<String, Order> orders() {
        return orders;
    }

    /** The code of the one bag that an order became. */
    String bag(String name) {
        return bags.computeIfAbsent(name, unknown -> {
            Order order = order(name);
            await("a bag of " + name).atMost(SOON).until(() -> !codesOf(order).isEmpty());
            List<String> codes = looked(() -> codesOf(order));
            assertThat(codes).as("bags of %s", name).hasSize(1);
            return codes.get(0);
        });
    }

    void regrouped(String fresh) {
        regrouped = fresh;
    }

    /** The code of the bag that a nurse made of others. */
    String regrouped() {
        return regrouped;
    }

    String patientOf(String bag) {
        JsonNode order = looked(() -> hospital().fhir("engineer1").get("MedicationRequest/bag-" + bag))
                .resource();
        return order.path("subject").path("reference").asText().replace("Patient/", "");
    }

    List<String> bagsOf(String name) {
        return looked(() -> codesOf(order(name)));
    }

    List<String> eachBag() {
        return orders.keySet().stream().map(this::bag).toList();
    }

    String wristbandOf(Patient wearer) {
        await("wristband of " + wearer.number())
                .atMost(SOON)
                .until(() -> !wristbands(wearer).isEmpty());
        return looked(() -> wristbands(wearer)).get(0);
    }

    List<JsonNode> known(Patient person) {
        return looked(() -> hospital().fhir("engineer1").byIdentifier("Patient", "outpatient-number", person.number()));
    }

    String stepOf(String bag) {
        List<JsonNode> tasks = looked(() -> hospital().fhir("engineer1").byIdentifier("Task", "bag", bag));
        assertThat(tasks).as("one Task per bag %s", bag).hasSize(1);
        return tasks.get(0)
                .path("businessStatus")
                .path("coding")
                .path(0)
                .path("code")
                .asText();
    }

    void awaitStep(String bag, String step) {
        await("bag " + bag + " to be " + step)
                .atMost(SOON)
                .untilAsserted(() -> assertThat(stepOf(bag)).isEqualTo(step));
    }

    private List<String> wristbands(Patient wearer) {
        return known(wearer).stream()
                .flatMap(resource -> codes(resource, "wristband").stream())
                .toList();
    }

    /** Every bag that is based on the order's line; none while the line is not there yet. */
    private List<String> codesOf(Order order) throws IOException, InterruptedException {
        Fhir engineer = hospital().fhir("engineer1");
        List<JsonNode> lines = engineer.byIdentifier("MedicationRequest", "placer-order", order.placer());
        if (lines.isEmpty()) {
            return List.of();
        }
        assertThat(lines).as("lines of %s", order.placer()).hasSize(1);
        String line = "MedicationRequest/" + lines.get(0).path("id").asText();
        String subject = lines.get(0).path("subject").path("reference").asText();
        return engineer
                .search("MedicationRequest?_count=100&intent=instance-order&subject=" + Fhir.encoded(subject))
                .stream()
                .filter(bag -> stream(bag.path("basedOn"))
                        .anyMatch(basis -> basis.path("reference").asText().equals(line)))
                .flatMap(bag -> codes(bag, "bag").stream())
                .toList();
    }

    /** The lines of a patient's bags, each as often as there are bags of it. */
    List<String> linesOfBags(Patient of) throws IOException, InterruptedException {
        String subject = "Patient/" + known(of).get(0).path("id").asText();
        return hospital()
                .fhir("engineer1")
                .search("MedicationRequest?_count=500&intent=instance-order&subject=" + Fhir.encoded(subject))
                .stream()
                .flatMap(bag -> stream(bag.path("basedOn")))
                .map(basis -> basis.path("reference").asText())
                .toList();
    }

    private static List<String> codes(JsonNode resource, String system) {
        return stream(resource.path("identifier"))
                .filter(identifier -> identifier.path("system").asText().equals(Fhir.sid(system)))
                .filter(identifier -> !identifier.path("use").asText().equals("old"))
                .map(identifier -> identifier.path("value").asText())
                .toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static <T> T looked(Callable<T> look) {
        try {
            return look.call();
        } catch (RuntimeException unexpected) {
            throw unexpected;
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
