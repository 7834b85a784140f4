package org.chemoloop.simulators.pda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PdaTest {

    private static final String BAG = "800000000044";
    private static final String WRISTBAND = "900000000041";

    private final List<String> requests = new ArrayList<>();
    private final List<JsonNode> bodies = new ArrayList<>();
    private int status = 200;
    private String answer = "{}";
    private Instant now = Instant.parse("2026-11-24T01:00:00Z");
    private HttpServer server;
    private Tokens tokens;
    private Pda pda;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth2/installation-token", exchange -> {
            requests.add("token " + exchange.getRequestURI().getQuery() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, 200, "{\"access_token\": \"T" + requests.size() + "\", \"expires_in\": 3600}");
        });
        server.createContext("/fhir/", exchange -> {
            requests.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getQuery() + " "
                            + exchange.getRequestHeaders().getFirst("Authorization"));
            bodies.add(new ObjectMapper().readTree(exchange.getRequestBody()));
            answer(exchange, status, answer);
        });
        server.start();
        var fhir = URI.create("http://localhost:" + server.getAddress().getPort());
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        tokens = new Tokens(HttpClient.newHttpClient(), fhir, "secret", clock);
        pda = new Pda(HttpClient.newHttpClient(), fhir, tokens, "nurse1", clock);
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void aScanIsOneConditionalUpdateInTheNursesOwnName() throws Exception {
        assertThat(pda.step(BAG, "accepted")).isInstanceOf(ScanAnswer.Accepted.class);

        assertThat(requests)
                .containsExactly(
                        "token name=nurse1 Basic Y2xpOnNlY3JldA==",
                        "PUT identifier=https://chemoloop.org/fhir/sid/bag|" + BAG + " Bearer T1");
        JsonNode task = bodies.get(0);
        assertThat(task.at("/resourceType").asText()).isEqualTo("Task");
        assertThat(task.at("/businessStatus/coding/0/code").asText()).isEqualTo("accepted");
        assertThat(task.at("/owner/identifier/value").asText()).isEqualTo("nurse1");
    }

    @Test
    void aStartNamesWristbandNurseAndWitness() throws Exception {
        pda.start(BAG, WRISTBAND, Optional.of("nurse2"));

        JsonNode start = bodies.get(0);
        assertThat(start.at("/status").asText()).isEqualTo("in-progress");
        assertThat(start.at("/subject/identifier/value").asText()).isEqualTo(WRISTBAND);
        assertThat(start.at("/effectivePeriod/start").asText()).isEqualTo("2026-11-24T01:00:00Z");
        assertThat(start.findValuesAsText("code")).containsExactly("performer", "witness");
        assertThat(start.at("/performer/0/actor/identifier/value").asText()).isEqualTo("nurse1");
        assertThat(start.at("/performer/1/actor/identifier/value").asText()).isEqualTo("nurse2");
    }

    @Test
    void aRefusalTellsItsReason() throws Exception {
        status = 422;
        answer = """
                {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "business-rule",
                 "details": {"coding": [{"code": "wrong-patient"}], "text": "患者不符"}}]}
                """;

        assertThat(pda.start(BAG, WRISTBAND, Optional.empty()))
                .isEqualTo(new ScanAnswer.Refused("wrong-patient", "患者不符"));
    }

    @Test
    void aServerErrorIsNeitherAcceptedNorRefused() throws Exception {
        status = 500;
        answer = "oops";

        assertThat(pda.receive(BAG)).isEqualTo(new ScanAnswer.Failed(500, "oops"));
    }

    @Test
    void aWristbandThatWasReplacedIsNotScannedAnyMore() throws Exception {
        answer = """
                {"entry": [{"resource": {"identifier": [
                 {"system": "https://chemoloop.org/fhir/sid/outpatient-number", "value": "M1"},
                 {"system": "https://chemoloop.org/fhir/sid/wristband", "use": "old", "value": "900000000034"},
                 {"system": "https://chemoloop.org/fhir/sid/wristband", "value": "900000000041"}]}}]}
                """;

        assertThat(pda.wristbandOf("M1")).contains(WRISTBAND);
    }

    @Test
    void aRoundWhereNothingRunsIsNotRecorded() throws Exception {
        answer = "{\"entry\": []}";

        assertThat(pda.round(WRISTBAND)).isInstanceOf(ScanAnswer.Failed.class);
        assertThat(requests).noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void aTokenIsUsedForFourMinutesAndThenRenewed() throws Exception {
        pda.stepOf(BAG);
        now = now.plus(Duration.ofMinutes(4));
        pda.stepOf(BAG);
        assertThat(requests).filteredOn(request -> request.startsWith("token")).hasSize(1);

        now = now.plusSeconds(1);
        pda.stepOf(BAG);
        assertThat(requests).filteredOn(request -> request.startsWith("token")).hasSize(2);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
