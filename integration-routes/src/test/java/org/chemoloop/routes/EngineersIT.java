package org.chemoloop.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chemoloop.routes.Hospital.HERE;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.chemoloop.routes.channel.Lines;
import org.chemoloop.routes.mllp.MllpInComponent.Listening;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What engineers see and do, and that nobody else does. */
@RoutesTest
class EngineersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    Lines lines;

    @Autowired
    TestRestTemplate http;

    @BeforeEach
    @AfterEach
    void everybodyIsThere() throws Exception {
        HERE.behave();
    }

    private ResponseEntity<JsonNode> call(HttpMethod method, String path, String... roles) {
        HttpHeaders headers = new HttpHeaders();
        if (roles.length > 0) {
            headers.setBearerAuth(HERE.fhir.bearer("engineer1", roles));
        }
        return http.exchange(path, method, new HttpEntity<>(headers), JsonNode.class);
    }

    private JsonNode get(String path) {
        ResponseEntity<JsonNode> answer = call(HttpMethod.GET, path, "engineer");
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
        return answer.getBody();
    }

    private Hl7 send(String message) throws Exception {
        try (MllpLine line =
                new MllpLine(lines.listener("his").map(Listening::port).orElseThrow())) {
            return line.send(message);
        }
    }

    @Test
    void onlyEngineersAndAdministratorsAreLetIn() {
        assertThat(call(HttpMethod.GET, "/api/messages").getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(call(HttpMethod.GET, "/api/messages", "doctor").getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(call(HttpMethod.GET, "/api/messages", "admin").getStatusCode())
                .isEqualTo(HttpStatus.OK);
        assertThat(call(HttpMethod.GET, "/actuator/prometheus").getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
    }

    @Test
    void aMessageIsFoundByEveryNumberAndShownWithItsAnswer() throws Exception {
        String control = Messages.next("K");
        String patient = Messages.next("M");
        String placer = Messages.next("P");
        send(Messages.rde(control, patient, placer));
        for (String query : new String[] {"controlId=" + control, "patient=" + patient, "order=" + placer}) {
            JsonNode found = get("/api/messages?direction=in&" + query).get("messages");
            assertThat(found).as(query).hasSize(1);
            assertThat(found.get(0).get("state").asText()).isEqualTo("processed");
            assertThat(found.get(0).get("delivery").asText()).isEqualTo("delivered");
        }
        String id = get("/api/messages?controlId=" + control)
                .get("messages")
                .get(0)
                .get("id")
                .asText();
        JsonNode message = get("/api/messages/" + id);
        assertThat(message.get("text").asText()).contains(placer);
        assertThat(message.get("answer").asText()).contains("MSA|AA|" + control);
        assertThat(message.get("segments").get(1).get("segment").asText()).isEqualTo("PID");
        assertThat(message.get("resources")).isNotEmpty();
        assertThat(message.get("attempts")).hasSize(1);
        assertThat(get("/api/messages?controlId=" + control + "&to=2020-01-01T00:00:00Z")
                        .get("messages"))
                .isEmpty();
    }

    @Test
    void aResentMessageTakesEffectAgainAndItsNewResultIsSent() throws Exception {
        String control = Messages.next("K");
        String placer = Messages.next("P");
        HERE.fhir.answers(bundle -> FhirStandIn.controlId(bundle).equals(control) ? 400 : 200);
        assertThat(send(Messages.rde(control, Messages.next("M"), placer)).get("MSA", 1))
                .isEqualTo("AE");
        JsonNode dead = get("/api/messages?state=failed&controlId=" + control)
                .get("messages")
                .get(0);
        HERE.fhir.behave();
        assertThat(call(HttpMethod.POST, "/api/messages/" + dead.get("id").asText() + "/resend", "engineer")
                        .getStatusCode())
                .isEqualTo(HttpStatus.ACCEPTED);
        await().atMost(PATIENCE)
                .until(() -> !HERE.his.received("RRE^O12", placer).isEmpty());
        assertThat(HERE.his.received("RRE^O12", placer).get(0).get("ORC", 1)).isEqualTo("OK");
        assertThat(get("/api/messages?direction=in&controlId=" + control)
                        .get("messages")
                        .get(0)
                        .get("state")
                        .asText())
                .isEqualTo("processed");
    }

    @Test
    void aPausedServerKeepsItsMessagesWaiting() throws Exception {
        assertThat(call(HttpMethod.POST, "/api/channels/nowhere/pause", "engineer")
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        call(HttpMethod.POST, "/api/channels/fhir-server/pause", "engineer");
        String control = Messages.next("K");
        try {
            assertThat(send(Messages.rde(control, Messages.next("M"), Messages.next("P")))
                            .get("MSA", 3))
                    .contains("kept");
            JsonNode channel = get("/api/channels").get(2);
            assertThat(channel.get("name").asText()).isEqualTo("fhir-server");
            assertThat(channel.get("paused").asBoolean()).isTrue();
            assertThat(channel.get("queueDepth").asInt()).isPositive();
            assertThat(HERE.fhir.submissionsOf(control)).isZero();
        } finally {
            call(HttpMethod.POST, "/api/channels/fhir-server/resume", "engineer");
        }
        await().atMost(PATIENCE).until(() -> HERE.fhir.submissionsOf(control) == 1);
    }

    @Test
    void healthSaysWhoIsMissingAndStaysReady() throws Exception {
        HERE.fhir.down();
        JsonNode health = call(HttpMethod.GET, "/actuator/health").getBody();
        assertThat(health.get("status").asText()).isEqualTo("DEGRADED");
        assertThat(health.get("components")
                        .get("counterparts")
                        .get("details")
                        .get("fhir-server")
                        .asText())
                .startsWith("not there");
        assertThat(call(HttpMethod.GET, "/actuator/health/readiness").getStatusCode())
                .isEqualTo(HttpStatus.OK);
    }

    @Test
    void whoLooksAtAMessageIsOnRecordEvenWhileTheFhirServerIsAway() throws Exception {
        String control = Messages.next("K");
        String patient = Messages.next("M");
        send(Messages.adt(control, patient));
        HERE.fhir.down();
        String id = lookAt(control);
        HERE.fhir.up();
        await().atMost(PATIENCE).until(() -> !looksAt(id).isEmpty());
        AuditEvent look = looksAt(id).get(0);
        assertThat(look.getAgentFirstRep().getWho().getIdentifier().getValue()).isEqualTo("engineer1");
        assertThat(look.getAction()).isEqualTo(AuditEventAction.R);
        assertThat(look.getEntity())
                .anyMatch(entity ->
                        patient.equals(entity.getWhat().getIdentifier().getValue()));
    }

    private String lookAt(String control) {
        String id = get("/api/messages?controlId=" + control)
                .get("messages")
                .get(0)
                .get("id")
                .asText();
        get("/api/messages/" + id);
        return id;
    }

    private static List<AuditEvent> looksAt(String message) {
        return HERE.fhir.stored(AuditEvent.class).stream()
                .filter(event -> event.getEntity().stream()
                        .anyMatch(entity ->
                                message.equals(entity.getWhat().getIdentifier().getValue())))
                .toList();
    }
}
