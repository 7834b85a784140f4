package org.chemoloop.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chemoloop.routes.Hospital.HERE;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.chemoloop.routes.channel.Lines;
import org.chemoloop.routes.mllp.MllpInComponent.Listening;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jms.core.JmsTemplate;

/** One name for a message in every line of the log, at the FHIR server and in what is told of it; no patient in it. */
@RoutesTest
@ExtendWith(OutputCaptureExtension.class)
class CorrelationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String EXTENSION = "https://chemoloop.org/fhir/StructureDefinition/correlation";

    @Autowired
    Lines lines;

    @Autowired
    JmsTemplate broker;

    @Autowired
    TestRestTemplate http;

    @BeforeEach
    @AfterEach
    void everybodyIsThere() throws Exception {
        HERE.behave();
    }

    private ResponseEntity<JsonNode> get(String path, String... named) {
        HttpHeaders headers = new HttpHeaders();
        headers.setBearerAuth(HERE.fhir.bearer("engineer1", "engineer"));
        for (String name : named) {
            headers.set("X-Correlation-Id", name);
        }
        return http.exchange(path, HttpMethod.GET, new HttpEntity<>(headers), JsonNode.class);
    }

    private List<JsonNode> messages(String query) {
        return List.copyOf(
                get("/api/messages?" + query).getBody().get("messages").findParents("controlId"));
    }

    private Hl7 send(String message) throws Exception {
        try (MllpLine line =
                new MllpLine(lines.listener("his").map(Listening::port).orElseThrow())) {
            return line.send(message);
        }
    }

    @Test
    void anOrderAndWhatIsToldOfItHaveOneNameAndNoPatient(CapturedOutput output) throws Exception {
        String control = Messages.next("K");
        String patient = Messages.next("M");
        String placer = Messages.next("P");
        assertThat(send(Messages.rde(control, patient, placer)).get("MSA", 1)).isEqualTo("AA");
        String name = messages("controlId=" + control).get(0).get("id").asText();

        assertThat(HERE.fhir.correlationsOf(control)).containsExactly(name);

        String bag = "80" + "%012d".formatted(Long.parseLong(Messages.next(""))).substring(2);
        Bundle ordered = new LoopEvents(bag, patient, placer)
                .bag("bag-ordered", UUID.randomUUID().toString());
        ((MessageHeader) ordered.getEntryFirstRep().getResource()).addExtension(EXTENSION, new StringType(name));
        broker.convertAndSend("loop.events", LoopEvents.json(ordered));
        await().atMost(PATIENCE).until(() -> output.getOut().contains("delivered owed="));

        List<JsonNode> found = messages("correlation=" + name);
        assertThat(found)
                .extracting(message -> message.get("correlation").asText())
                .containsExactly(name, name);
        assertThat(found)
                .extracting(message -> message.get("direction").asText())
                .containsExactly("out", "in");
        for (JsonNode message : found) {
            assertThat(output.getOut()
                            .lines()
                            .filter(line -> line.contains(
                                    "control=" + message.get("controlId").asText())))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allMatch(line -> line.contains("[" + name + "]"));
        }
        assertThat(output.getAll()).doesNotContain(patient).doesNotContain("测试").doesNotContain("19620617");
    }

    @Test
    void aDeadLetterNamesNoPatientEither(CapturedOutput output) throws Exception {
        String control = Messages.next("K");
        String patient = Messages.next("M");
        HERE.fhir.answers(bundle -> 400);
        send(Messages.rde(control, patient, Messages.next("P")));
        await().atMost(PATIENCE).until(() -> output.getOut().contains("dead letter kept="));

        assertThat(output.getAll()).doesNotContain(patient).doesNotContain("测试").doesNotContain("19620617");
    }

    @Test
    void aRequestKeepsAWellFormedNameAndGetsOneOtherwise() {
        assertThat(get("/api/channels", "console-2.ask-17").getHeaders().get("X-Correlation-Id"))
                .containsExactly("console-2.ask-17");
        for (String bad : List.of("short", "x".repeat(65), "patient=Zhang San", "-begins-badly")) {
            assertThat(get("/api/channels", bad).getHeaders().getFirst("X-Correlation-Id"))
                    .as(bad)
                    .matches("[0-9a-f-]{36}");
        }
    }
}
