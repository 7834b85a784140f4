package org.chemoloop.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chemoloop.routes.Hospital.HERE;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.chemoloop.routes.channel.Lines;
import org.chemoloop.routes.codes.UnknownCodes;
import org.chemoloop.routes.mllp.MllpInComponent.Listening;
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
import org.springframework.jdbc.core.JdbcTemplate;

/** A sender's code that no table has is asked about once; what was refused for it takes effect when it is answered. */
@RoutesTest
class UnknownCodesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    Lines lines;

    @Autowired
    TestRestTemplate http;

    @Autowired
    UnknownCodes codes;

    @Autowired
    JdbcTemplate database;

    private final String sender = Messages.next("EMR");
    private final String control = Messages.next("K");
    private final String placer = Messages.next("P");
    private final String patient = Messages.next("M");

    @BeforeEach
    @AfterEach
    void everybodyIsThere() throws Exception {
        HERE.behave();
    }

    private ResponseEntity<JsonNode> call(HttpMethod method, String path, Object body, String role) {
        HttpHeaders headers = new HttpHeaders();
        headers.setBearerAuth(HERE.fhir.bearer("engineer1", role));
        return http.exchange(path, method, new HttpEntity<>(body, headers), JsonNode.class);
    }

    private JsonNode get(String path) {
        ResponseEntity<JsonNode> answer = call(HttpMethod.GET, path, null, "engineer");
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
        return answer.getBody();
    }

    private ResponseEntity<JsonNode> answer(long code, String means) {
        return call(HttpMethod.POST, "/api/unknown-codes/" + code + "/answer", Map.of("means", means), "engineer");
    }

    private String send(String message) throws Exception {
        try (MllpLine line =
                new MllpLine(lines.listener("his").map(Listening::port).orElseThrow())) {
            return line.send(message).get("MSA", 1);
        }
    }

    private String order(String controlId, String route, String componentType) {
        return Messages.rde(controlId, patient, placer)
                .replace("|HIS|HOSPITAL|", "|" + sender + "|HOSPITAL|")
                .replace("RXR|IV^静滴^HL70162", "RXR|" + route)
                .replace("RXC|B|", "RXC|" + componentType + "|");
    }

    private JsonNode code(String table, String state) {
        for (JsonNode item : get("/api/unknown-codes?state=" + state).get("codes")) {
            if (item.get("sender").asText().equals(sender + "_HOSPITAL")
                    && item.get("table").asText().equals(table)) {
                return item;
            }
        }
        throw new AssertionError("no " + state + " code of " + sender + " in " + table);
    }

    private String state(String controlId) {
        return get("/api/messages?direction=in&controlId=" + controlId)
                .get("messages")
                .get(0)
                .get("state")
                .asText();
    }

    @Test
    void whatWasRefusedForACodeTakesEffectOnceItIsAnswered() throws Exception {
        assertThat(send(order(control, "IV^静滴^HL70162", "基"))).isEqualTo("AE");
        JsonNode question = code("HL70166-component-type", "open");
        assertThat(question.get("code").asText()).isEqualTo("基");
        assertThat(question.get("refused").asInt()).isEqualTo(1);
        long id = question.get("id").asLong();
        JsonNode detail = get("/api/unknown-codes/" + id);
        assertThat(detail.get("choices").findValuesAsText("row")).containsExactly("A", "B");
        assertThat(detail.get("messages").get(0).get("fate").asText()).isEqualTo("REPLAY");

        ResponseEntity<JsonNode> wrong = answer(id, "C");
        assertThat(wrong.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(wrong.getBody().get("detail").asText()).contains("has no row \"C\"");
        assertThat(HERE.fhir.submissionsOf(control)).isZero();

        ResponseEntity<JsonNode> right = answer(id, "B");
        assertThat(right.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(right.getBody().get("replayed")).hasSize(1);
        await().atMost(PATIENCE).until(() -> state(control).equals("processed"));
        await().atMost(PATIENCE)
                .until(() -> !HERE.his.received("RRE^O12", placer).isEmpty());
        assertThat(HERE.fhir.submissionsOf(control)).isEqualTo(1);

        assertThat(answer(id, "B").getBody().get("replayed")).isEmpty();
        String next = Messages.next("K");
        assertThat(send(order(next, "IV^静滴^HL70162", "基"))).isEqualTo("AA");
        assertThat(code("HL70166-component-type", "answered").get("decidedBy").asText())
                .isEqualTo("engineer1");
    }

    @Test
    void whatTheSenderHasSpokenOfAgainIsLeftToAPerson() throws Exception {
        assertThat(send(order(control, "IV^静滴^HL70162", "基"))).isEqualTo("AE");
        // Corrected by the sender itself: the first is not what is wanted any more.
        assertThat(send(order(Messages.next("K"), "IV^静滴^HL70162", "B"))).isEqualTo("AA");
        long id = code("HL70166-component-type", "open").get("id").asLong();

        JsonNode done = answer(id, "B").getBody();

        assertThat(done.get("replayed")).isEmpty();
        assertThat(done.get("left")).hasSize(1);
        assertThat(state(control)).isEqualTo("refused");
    }

    @Test
    void whatWasAcceptedWithTheCodeAsTextIsListedAndNotRepeated() throws Exception {
        assertThat(send(order(control, "点滴甲", "B"))).isEqualTo("AA");
        JsonNode question = code("HL70162-route", "open");
        long id = question.get("id").asLong();
        assertThat(question.get("refused").asInt()).isZero();

        assertThat(answer(id, "静滴").getBody().get("replayed")).isEmpty();

        JsonNode carrier = get("/api/unknown-codes/" + id).get("messages").get(0);
        assertThat(carrier.get("fate").asText()).isEqualTo("ACCEPTED");
        assertThat(carrier.get("controlId").asText()).isEqualTo(control);
    }

    @Test
    void aMessageWithTwoSuchCodesWaitsForBothAnswers() throws Exception {
        assertThat(send(order(control, "IV^静滴^HL70162", "基").replace("RXC|A|", "RXC|加|")))
                .isEqualTo("AE");
        JsonNode all = get("/api/unknown-codes").get("codes");
        long base = 0;
        long additive = 0;
        for (JsonNode item : all) {
            if (item.get("sender").asText().equals(sender + "_HOSPITAL")) {
                base = item.get("code").asText().equals("基") ? item.get("id").asLong() : base;
                additive =
                        item.get("code").asText().equals("加") ? item.get("id").asLong() : additive;
            }
        }
        assertThat(answer(base, "B").getBody().get("left")).hasSize(1);
        assertThat(answer(additive, "A").getBody().get("replayed")).hasSize(1);
        await().atMost(PATIENCE).until(() -> state(control).equals("processed"));
    }

    @Test
    void anAnswerGivenInAnotherCopyHoldsForAMessageThatIsJustBeingRead() throws Exception {
        assertThat(send(order(control, "IV^静滴^HL70162", "基"))).isEqualTo("AE");
        long id = code("HL70166-component-type", "open").get("id").asLong();
        database.update(
                "update unknown_code set state = 'answered', means = 'B', decided_by = 'engineer2' where id = ?", id);
        assertThat(send(order(Messages.next("K"), "IV^静滴^HL70162", "基"))).isEqualTo("AA");
        assertThat(codes.follow()).isFalse();
    }

    @Test
    void aDismissedCodeIsAskedNoMore() throws Exception {
        assertThat(send(order(control, "点滴乙", "B"))).isEqualTo("AA");
        long id = code("HL70162-route", "open").get("id").asLong();
        assertThat(call(HttpMethod.POST, "/api/unknown-codes/" + id + "/dismiss", null, "doctor")
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(call(HttpMethod.POST, "/api/unknown-codes/" + id + "/dismiss", null, "engineer")
                        .getStatusCode())
                .isEqualTo(HttpStatus.NO_CONTENT);
        assertThat(send(order(Messages.next("K"), "点滴乙", "B"))).isEqualTo("AA");
        assertThat(code("HL70162-route", "dismissed").get("messages").asInt()).isEqualTo(2);
        assertThat(answer(999_999_999, "B").getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    }
}
