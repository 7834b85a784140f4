package org.chemoloop.label.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chemoloop.label.rest.FhirStandIn.ANSWERS;
import static org.chemoloop.label.rest.FhirStandIn.ASKED;
import static org.chemoloop.label.rest.FhirStandIn.KEY;
import static org.chemoloop.label.rest.FhirStandIn.WRITTEN;
import static org.chemoloop.label.rest.FhirStandIn.token;
import static org.chemoloop.label.rest.PrinterStandIn.PRINTED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.chemoloop.label.device.Printers;
import org.chemoloop.label.fhir.OwnToken;
import org.chemoloop.label.print.PrintDesk;
import org.chemoloop.label.print.PrintJobs;
import org.chemoloop.label.print.PrintQueue;
import org.chemoloop.label.service.PrintDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FhirStandIn.class)
@QuarkusTestResource(DatabaseForTests.class)
@QuarkusTestResource(PrinterStandIn.class)
class PrintResourceTest {
    private static final String BAG = "800000000044";
    private static final String SEARCH = "MedicationRequest?identifier=https://chemoloop.org/fhir/sid/bag|";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @TestHTTPResource("/")
    URI service;

    @Inject
    PrintJobs jobs;

    @Inject
    PrintDesk desk;

    @Inject
    OwnToken ownToken;

    @Inject
    Printers printers;

    @Inject
    PrintDatabase database;

    @BeforeEach
    void aBagIsOrdered() throws Exception {
        PrinterStandIn.well();
        ANSWERS.put(SEARCH + BAG, bag());
        ANSWERS.put("Encounter/e-visit", resource("encounter.json"));
        ANSWERS.put("MedicationRequest?_id=m-line1", resource("line-search.json"));
        try (Connection connection = database.open()) {
            connection.createStatement().execute("truncate labels.print_job, labels.print_batch");
        }
    }

    @AfterEach
    void forget() {
        ANSWERS.clear();
        ASKED.clear();
        WRITTEN.clear();
    }

    @Test
    void aLabelIsPrintedKeptAndRecorded() throws Exception {
        JsonNode job = printed(print("bag", BAG, "zebra", null));

        assertThat(job.path("operator").asText()).isEqualTo("nurse1");
        assertThat(job.path("time").asInt()).isEqualTo(1);
        assertThat(PRINTED).hasSize(1);
        String id = job.path("id").asText();
        HttpResponse<byte[]> copy = call("GET", "print-jobs/" + id + "/copy", null, nurse());
        assertThat(new String(copy.body(), ISO_8859_1)).isEqualTo(PRINTED.get(0));
        await().atMost(SOON).until(() -> WRITTEN.containsKey("Provenance/print-" + id));
        JsonNode record = json.readTree(WRITTEN.get("Provenance/print-" + id));
        assertThat(record.at("/target/0/reference").asText()).isEqualTo("MedicationRequest/bag-" + BAG);
        assertThat(record.at("/agent/0/who/identifier/value").asText()).isEqualTo("nurse1");
        assertThat(record.at("/contained/0/identifier/0/value").asText())
                .isEqualTo("urn:sha256:" + job.path("sha256").asText());
    }

    @Test
    void aSecondPrintNeedsAReasonAndIsMarked() throws Exception {
        printed(print("bag", BAG, "zebra", null));

        HttpResponse<byte[]> refused = print("bag", BAG, "zebra", null);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(body(refused).path("reason").asText()).isEqualTo("already-printed");

        JsonNode again = printed(print("bag", BAG, "zebra", "标签破损"));
        assertThat(again.path("time").asInt()).isEqualTo(2);
        assertThat(again.path("reason").asText()).isEqualTo("标签破损");
        assertThat(PRINTED).hasSize(2);
        assertThat(PRINTED.get(1)).isNotEqualTo(PRINTED.get(0));
    }

    @Test
    void askingAgainAfterALostAnswerPrintsNothingTwice() throws Exception {
        String wish = "{\"id\":\"" + UUID.randomUUID() + "\",\"kind\":\"bag\",\"code\":\"" + BAG
                + "\",\"printer\":\"zebra\"}";
        printed(call("POST", "print-jobs", wish, nurse()));

        HttpResponse<byte[]> again = call("POST", "print-jobs", wish, nurse());

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(body(again).path("state").asText()).isEqualTo("printed");
        assertThat(PRINTED).hasSize(1);
    }

    @Test
    void aJobWaitsWhileThePrinterIsAwayOrHasNoPaper() throws Exception {
        PrinterStandIn.off();
        JsonNode job = body(print("bag", BAG, "zebra", null));
        try {
            awaitState(job, "waiting");
            await().atMost(SOON).until(() -> body(job).path("why").asText().contains("no answer at tcp:"));
            assertThat(printer("zebra").path("healthy").asBoolean()).isFalse();
        } finally {
            PrinterStandIn.outOfPaper = true;
            PrinterStandIn.on();
        }
        await().atMost(SOON).until(() -> body(job).path("why").asText().equals("out of paper"));
        assertThat(printer("zebra").path("waiting").asInt()).isEqualTo(1);
        assertThat(PRINTED).isEmpty();
        PrinterStandIn.outOfPaper = false;

        awaitState(job, "printed");
        assertThat(PRINTED).hasSize(1);
        assertThat(printer("zebra").path("says").asText()).isEqualTo("ready");
    }

    @Test
    void whenTheLineBreaksAPersonIsAskedInsteadOfPrintingTwice() throws Exception {
        PrinterStandIn.breaksAfter = 200;
        JsonNode job = body(print("bag", BAG, "zebra", null));
        awaitState(job, "unsure");
        PrinterStandIn.breaksAfter = Integer.MAX_VALUE;

        JsonNode other = body(print("outer-bag", BAG, "zebra", null));
        awaitState(other, "printed");
        assertThat(body(job).path("state").asText()).isEqualTo("unsure");
        assertThat(PRINTED).hasSize(1);

        String settle = "print-jobs/" + job.path("id").asText() + "/settle";
        assertThat(call("POST", settle, "{\"cameOut\":false}", nurse()).statusCode())
                .isEqualTo(200);
        JsonNode printed = awaitState(job, "printed");
        assertThat(PRINTED).hasSize(2);
        assertThat(printed.path("settledBy").asText()).isEqualTo("nurse1");
        assertThat(call("POST", settle, "{\"cameOut\":true}", nurse()).statusCode())
                .isEqualTo(409);
    }

    /** What a kill -9 leaves behind: the job is in the database as it was when its bytes were on their way. */
    @Test
    void whatWasOnItsWayInACrashIsDoubtedAndNotPrintedAgain() throws Exception {
        PrinterStandIn.off();
        JsonNode job = body(print("bag", BAG, "zebra", null));
        awaitState(job, "waiting");
        try (Connection connection = database.open()) {
            connection.createStatement().execute("update labels.print_job set state = 'sending', last_try = now()");
        }
        PrinterStandIn.on();

        assertThat(queue(Duration.ZERO).turn()).isEqualTo(PrintQueue.Turn.NOTHING_WAITS);
        assertThat(body(job).path("state").asText()).isEqualTo("sending");
        assertThat(queue(Duration.ofMinutes(2)).turn()).isEqualTo(PrintQueue.Turn.NOTHING_WAITS);
        assertThat(body(job).path("state").asText()).isEqualTo("unsure");
        assertThat(PRINTED).isEmpty();
    }

    @Test
    void aBagThatBecameVoidWhileItsLabelWaitedIsNotPrinted() throws Exception {
        PrinterStandIn.off();
        JsonNode job = body(print("bag", BAG, "zebra", null));
        try {
            awaitState(job, "waiting");
            ANSWERS.put(SEARCH + BAG, voidBag());
            assertThat(queue(Duration.ofMinutes(2)).turn()).isEqualTo(PrintQueue.Turn.DONE);
        } finally {
            PrinterStandIn.on();
        }

        assertThat(body(job).path("state").asText()).isEqualTo("withdrawn");
        assertThat(body(job).path("why").asText()).contains("已作废");
        assertThat(PRINTED).isEmpty();
    }

    @Test
    void aVoidLabelIsRefusedAndTheOneThatReplacedItIsNamed() throws Exception {
        ANSWERS.put(SEARCH + BAG, voidBag());
        ANSWERS.put(
                "MedicationRequest?subject=Patient/p-jia",
                bag().replace(BAG, "800000000051")
                        .replace(
                                "\"status\": \"active\",",
                                "\"status\": \"active\", \"priorPrescription\": {\"reference\":"
                                        + " \"MedicationRequest/bag-800000000044\"},"));

        HttpResponse<byte[]> refused = print("bag", BAG, "zebra", null);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(body(refused).path("reason").asText()).isEqualTo("replaced-bag");
        assertThat(body(refused).path("sentence").asText()).contains("800000000051");
    }

    @Test
    void theBagsOfADayArePrintedInTheOrderOfTheirPreparationWithOneSheet() throws Exception {
        String later = bag();
        String earlier = bag().replace(BAG, "800000000051").replace("T10:10:00", "T09:00:00");
        ANSWERS.put(SEARCH + "800000000051", earlier);
        JsonNode both = json.readTree(later);
        json.readTree(earlier).path("entry").forEach(((com.fasterxml.jackson.databind.node.ArrayNode)
                both.path("entry"))::add);
        ANSWERS.put("MedicationRequest?intent=instance-order", both.toString());

        JsonNode batch = body(call("POST", "print-batches", "{\"day\":\"2026-11-24\",\"printer\":\"zebra\"}", nurse()));

        assertThat(batch.path("jobs").findValuesAsText("kind"))
                .containsExactly("bag", "outer-bag", "bag", "outer-bag", "delivery");
        assertThat(batch.path("jobs").findValuesAsText("code")).startsWith("800000000051", "800000000051", BAG, BAG);
        await().atMost(SOON).until(() -> PRINTED.size() == 5);
        String number = batch.path("batch").asText();
        assertThat(number).isEqualTo("20261124-01");
        assertThat(call("GET", "labels/delivery/" + number + ".png", null, nurse())
                        .statusCode())
                .isEqualTo(200);
        JsonNode again = body(call("POST", "print-batches", "{\"day\":\"2026-11-24\",\"printer\":\"zebra\"}", nurse()));
        assertThat(again.path("jobs")).isEmpty();
        assertThat(again.path("leftOut").findValuesAsText("reason")).containsOnly("already-printed");
    }

    @Test
    void aJobThatWaitsCanBeTakenBack() throws Exception {
        PrinterStandIn.off();
        JsonNode job = body(print("bag", BAG, "zebra", null));
        String withdraw = "print-jobs/" + job.path("id").asText() + "/withdraw";
        try {
            await().atMost(SOON).until(() -> call("POST", withdraw, "", nurse()).statusCode() == 200);
        } finally {
            PrinterStandIn.on();
        }

        assertThat(body(job).path("state").asText()).isEqualTo("withdrawn");
        assertThat(print("bag", BAG, "file", null).statusCode()).isEqualTo(201);
    }

    @Test
    void onlyWhoHandlesBagsPrints() throws Exception {
        String wish = "{\"kind\":\"bag\",\"code\":\"" + BAG + "\",\"printer\":\"zebra\"}";
        String engineer = token("engineer1", KEY, 5, "engineer");

        assertThat(call("POST", "print-jobs", wish, engineer).statusCode()).isEqualTo(403);
        assertThat(call("POST", "print-jobs", wish, null).statusCode()).isEqualTo(401);
        assertThat(call("GET", "printers", null, engineer).statusCode()).isEqualTo(200);
        assertThat(call("GET", "printers", null, null).statusCode()).isEqualTo(401);
        assertThat(PRINTED).isEmpty();
    }

    @Test
    void aWrongWishIsRefusedWithASentence() throws Exception {
        assertThat(print("bag", BAG, "nowhere", null).statusCode()).isEqualTo(404);
        assertThat(print("sticker", BAG, "zebra", null).statusCode()).isEqualTo(400);
        assertThat(print("bag", "800000000045", "zebra", null).statusCode()).isEqualTo(400);
        assertThat(print("delivery", "20261124-09", "zebra", null).statusCode()).isEqualTo(404);
        assertThat(call("POST", "print-jobs", "{}", nurse()).statusCode()).isEqualTo(400);
    }

    @Test
    void whatWaitsIsAFigure() throws Exception {
        PrinterStandIn.off();
        try {
            awaitState(body(print("bag", BAG, "zebra", null)), "waiting");
            String figures = new String(call("GET", "q/metrics", null, null).body(), UTF_8);

            assertThat(figures).contains("print_jobs{printer=\"zebra\",state=\"unsure\"} 0.0");
            assertThat(figures).contains("print_jobs{printer=\"file\",state=\"waiting\"} 0.0");
        } finally {
            PrinterStandIn.on();
        }
    }

    @Test
    void theInterfaceIsDescribedWithExamples() throws Exception {
        String openApi =
                new String(call("GET", "q/openapi?format=json", null, null).body(), UTF_8);

        assertThat(openApi).contains("/print-jobs/{id}/settle", "/print-batches", "标签破损", "out of paper");
    }

    private PrintQueue queue(Duration later) {
        return new PrintQueue(
                printers.named("zebra").orElseThrow(),
                jobs,
                desk,
                ownToken,
                Duration.ofMinutes(1),
                Clock.offset(Clock.systemDefaultZone(), later));
    }

    private HttpResponse<byte[]> print(String kind, String code, String printer, String reason) throws Exception {
        String wish = json.createObjectNode()
                .put("kind", kind)
                .put("code", code)
                .put("printer", printer)
                .put("reason", reason)
                .toString();
        return call("POST", "print-jobs", wish, nurse());
    }

    private JsonNode printed(HttpResponse<byte[]> accepted) throws Exception {
        assertThat(accepted.statusCode()).as(new String(accepted.body(), UTF_8)).isEqualTo(201);
        return awaitState(body(accepted), "printed");
    }

    private JsonNode awaitState(JsonNode job, String state) throws Exception {
        await().atMost(SOON).until(() -> body(job).path("state").asText().equals(state));
        return body(job);
    }

    private JsonNode body(JsonNode job) throws Exception {
        return body(call("GET", "print-jobs/" + job.path("id").asText(), null, nurse()));
    }

    private JsonNode body(HttpResponse<byte[]> answer) throws IOException {
        return json.readTree(answer.body());
    }

    private JsonNode printer(String name) throws Exception {
        for (JsonNode printer : body(call("GET", "printers", null, nurse()))) {
            if (printer.path("name").asText().equals(name)) {
                return printer;
            }
        }
        throw new AssertionError("no printer " + name);
    }

    private HttpResponse<byte[]> call(String method, String path, String body, String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        request.header("Content-Type", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String nurse() throws Exception {
        return token("nurse1", KEY, 5);
    }

    private static String bag() throws IOException {
        return resource("bag-search.json");
    }

    private static String voidBag() throws IOException {
        return bag().replace("\"code\": \"ordered\", \"display\": \"已开方\"", "\"code\": \"void\", \"display\": \"已作废\"");
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = PrintResourceTest.class.getResourceAsStream("/fhir/" + name)) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
