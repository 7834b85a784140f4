package org.chemoloop.scenarios;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What nurses print, and what comes out of the printer of the installation, which prints into files. */
public class LabelSteps {

    private final Ward ward;
    private final Set<Path> seen = new HashSet<>();
    private Fhir.@Nullable Answer answer;
    private String bag = "";

    public LabelSteps(Ward ward) {
        this.ward = ward;
    }

    @When("{string} prints the label of the {string} bag")
    public void prints(String nurse, String name) throws IOException, InterruptedException {
        print(nurse, name, "");
    }

    @When("{string} prints the label of the {string} bag again because {string}")
    public void printsAgain(String nurse, String name, String reason) throws IOException, InterruptedException {
        print(nurse, name, ",\"reason\":\"" + reason + "\"");
    }

    @Then("the label comes out of the printer, once")
    public void comesOut() throws IOException, InterruptedException {
        assertThat(answer().status()).as("%s", answer().resource()).isEqualTo(201);
        await("a label of " + bag).atMost(Ward.SOON).until(() -> labels().size() == 1);
        List<Path> fresh = labels();
        assertThat(Files.readString(fresh.get(0), US_ASCII)).startsWith("^XA").contains("^GFA");
        seen.addAll(fresh);
    }

    @Then("the print is on record with {string}")
    public void isOnRecord(String nurse) {
        String job = answer().resource().path("id").asText();
        await("the record of " + job).atMost(Ward.SOON).untilAsserted(() -> {
            Fhir.Answer record = Ward.hospital().fhir("engineer1").get("Provenance/print-" + job);
            assertThat(record.status()).isEqualTo(200);
            JsonNode provenance = record.resource();
            assertThat(provenance.at("/target/0/reference").asText()).isEqualTo("MedicationRequest/bag-" + bag);
            assertThat(provenance.at("/agent/0/who/identifier/value").asText()).isEqualTo(nurse);
            assertThat(provenance.at("/contained/0/content/0/attachment/hash").asText())
                    .isNotEmpty();
        });
    }

    @Then("the print is refused as {string}")
    public void isRefused(String reason) {
        assertThat(answer().resource().path("reason").asText()).isEqualTo(reason);
        assertThat(answer().resource().path("sentence").asText()).isNotEmpty();
    }

    private void print(String nurse, String name, String more) throws IOException, InterruptedException {
        bag = ward.bag(name);
        seen.addAll(labels());
        answer = Ward.hospital()
                .labels(nurse)
                .post("print-jobs", "{\"kind\":\"bag\",\"code\":\"" + bag + "\",\"printer\":\"file\"" + more + "}");
    }

    /** What has come out since the last look. */
    private List<Path> labels() throws IOException {
        Path folder = Ward.hospital().printed();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".zpl"))
                    .filter(file -> !seen.contains(file))
                    .toList();
        }
    }

    private Fhir.Answer answer() {
        return Objects.requireNonNull(answer);
    }
}
