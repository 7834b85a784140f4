package org.chemoloop.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cucumber.java.en.Then;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the engineer's tools get to see: figures and logs. */
public class WatchSteps {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A name of ours or of the Java machine in an expression; labels and functions have other beginnings. */
    private static final Pattern FIGURE =
            Pattern.compile("\\b(chemoloop_|print_|jvm_|hikaricp_|process_|up\\b)[a-z_]*");

    private static final Pattern EXPRESSION = Pattern.compile("\"?expr\"?: *(.+)");
    private static final Map<String, String> FIGURES_OF =
            Map.of("FHIR", "actuator/prometheus", "ROUTES", "actuator/prometheus", "LABEL", "q/metrics");

    private final Ward ward;

    /** @param ward what this scenario remembers */
    public WatchSteps(Ward ward) {
        this.ward = ward;
    }

    @Then("every figure that dashboard and alert rules name is exposed by a part")
    public void everyFigureIsThere() throws IOException, InterruptedException {
        var named = new TreeSet<String>();
        for (String file : List.of("alert-rules.yaml", "grafana-dashboard.json")) {
            String text =
                    Files.readString(Hospital.repository().resolve("monitoring").resolve(file));
            EXPRESSION
                    .matcher(text)
                    .results()
                    .flatMap(expression -> FIGURE.matcher(expression.group(1)).results())
                    .map(MatchResult::group)
                    .forEach(named::add);
        }
        named.remove("up"); // Prometheus' own

        assertThat(named).contains("chemoloop_channel_waiting", "print_jobs");
        assertThat(exposed()).containsAll(named);
    }

    private static Set<String> exposed() throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        var names = new TreeSet<String>();
        for (Map.Entry<String, String> part : FIGURES_OF.entrySet()) {
            URI address =
                    URI.create("http://localhost:" + Ward.hospital().port(part.getKey(), 1) + "/" + part.getValue());
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(address)
                            .header("Authorization", "Bearer " + Ward.hospital().token("engineer1"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as("%s", address).isEqualTo(200);
            answer.body()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[{ ]", 2)[0])
                    .forEach(names::add);
        }
        return names;
    }

    @Then("the logs of both servers tell of the bag or its message")
    public void logsTellOfTheBag() throws IOException {
        Map<String, String> logs = logs();
        assertThat(logs.get("fhir-server.log")).containsPattern("bag=\\d{12} move=RECEIVE");
        // What was told about it: the control id is what the other side has in its own log.
        assertThat(logs.get("integration-routes.log")).containsPattern("owed=[0-9a-f-]{36} .*control=\\w+");
    }

    @Then("no log has the name or the number of a patient")
    public void noLogKnowsAPatient() throws IOException, InterruptedException {
        var told = new ArrayList<String>();
        Fhir engineer = Ward.hospital().fhir("engineer1");
        Set<String> numbers = Stream.of(
                        engineer.get("Patient?_count=500").resource().findValuesAsText("value"))
                .flatMap(List::stream)
                .filter(value -> value.length() >= 6)
                .collect(Collectors.toSet());
        assertThat(numbers).isNotEmpty();
        logs().forEach((log, text) -> {
            numbers.stream()
                    .filter(text::contains)
                    .map(number -> log + " has " + number)
                    .forEach(told::add);
            Stream.of("监控", "测试")
                    .filter(text::contains)
                    .map(name -> log + " has " + name)
                    .forEach(told::add);
        });
        assertThat(told).isEmpty();
    }

    @Then("every line that a service has logged is an object of JSON")
    public void linesAreJson() throws IOException {
        for (String service : List.of("fhir-server", "integration-routes", "label-print-service")) {
            assertThat(lines(service)).as(service).isNotEmpty().allMatch(line -> line.has("message"));
        }
    }

    private static List<JsonNode> lines(String service) throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (String line : logs().get(service + ".log").lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    /** What was logged under a name. */
    private static List<String> said(String service, String name) throws IOException {
        return lines(service).stream()
                .filter(line -> line.path("labels").path("correlation").asText().equals(name))
                .map(line -> line.path("message").asText())
                .toList();
    }

    @Then("the lines of both servers about that order, and about what the PIVAS was told of it, have one name")
    public void linesHaveOneName() throws IOException, InterruptedException {
        Fhir engineer = Ward.hospital().messages("engineer1");
        JsonNode order = engineer.get("messages?direction=in&order="
                        + ward.order("carboplatin").placer())
                .resource()
                .path("messages")
                .path(0);
        String name = order.path("correlation").asText();
        assertThat(name).isEqualTo(order.path("id").asText()).isNotEmpty();
        assertThat(engineer.get("messages?correlation=" + name).resource().findValuesAsText("type"))
                .containsExactly("RDE^O11", "RDE^O11");

        assertThat(said("integration-routes", name))
                .anyMatch(line -> line.startsWith("kept=" + name))
                .anyMatch(line -> line.startsWith("answered kept=" + name))
                .anyMatch(line -> line.startsWith("owed=") && line.contains("channel=pivas type=RDE^O11"))
                .anyMatch(line -> line.startsWith("delivered owed="));
        assertThat(said("fhir-server", name)).anyMatch(line -> line.equals("request=POST address=/$submit status=200"));
    }

    @Then("a request to a server has the name that its client gave it, in its answer and in the log")
    public void requestsKeepTheirName() throws IOException, InterruptedException {
        String name = "pda-1.scan-" + System.nanoTime();
        // What the server says about it has the name of a patient in it: nothing of that may be logged.
        String refused = "{\"resourceType\": \"Task\", \"测试\": \"M1\"}";
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://localhost:" + Ward.hospital().port("FHIR", 1) + "/fhir/Task"))
                                .header(
                                        "Authorization",
                                        "Bearer " + Ward.hospital().token("nurse1"))
                                .header("Content-Type", "application/fhir+json")
                                .header("X-Correlation-Id", name)
                                .POST(HttpRequest.BodyPublishers.ofString(refused))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("X-Correlation-Id")).contains(name);
        // Written when the client has its answer already.
        await().atMost(Ward.SOON)
                .untilAsserted(() -> assertThat(said("fhir-server", name))
                        .containsExactly("request=POST address=/Task status=" + answer.statusCode()));
    }

    private static Map<String, String> logs() throws IOException {
        var logs = new TreeMap<String, String>();
        try (Stream<Path> files = Files.list(Ward.hospital().data().resolve("logs"))) {
            for (Path file :
                    files.filter(log -> log.toString().endsWith(".log")).toList()) {
                logs.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return logs;
    }
}
