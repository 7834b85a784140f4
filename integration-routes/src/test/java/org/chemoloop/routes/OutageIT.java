package org.chemoloop.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chemoloop.routes.Hospital.HERE;

import java.time.Duration;
import java.util.List;
import org.chemoloop.routes.channel.Lines;
import org.chemoloop.routes.mllp.MllpInComponent.Listening;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The FHIR server is away, or fails on single messages: nothing is lost, nobody waits for somebody else's trouble. */
@RoutesTest
class OutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    Lines lines;

    @Autowired
    JdbcTemplate database;

    @BeforeEach
    @AfterEach
    void everybodyIsThere() throws Exception {
        HERE.behave();
    }

    private Hl7 send(String message) throws Exception {
        try (MllpLine line =
                new MllpLine(lines.listener("his").map(Listening::port).orElseThrow())) {
            return line.send(message);
        }
    }

    private String state(String controlId) {
        List<String> states =
                database.queryForList("select state from kept_message where control_id = ?", String.class, controlId);
        return states.isEmpty() ? "" : states.get(0);
    }

    @Test
    void withoutTheServerAMessageIsKeptForLaterAndItsResultFollows() throws Exception {
        String control = Messages.next("K");
        String placer = Messages.next("P");
        HERE.fhir.down();
        Hl7 answer = send(Messages.rde(control, Messages.next("M"), placer));
        assertThat(answer.get("MSA", 1)).isEqualTo("AA");
        assertThat(answer.get("MSA", 3)).contains("kept");
        assertThat(answer.get("ERR", 8)).contains("kept");
        assertThat(answer.all("ORC")).isEmpty();

        HERE.fhir.up();
        await().atMost(PATIENCE)
                .until(() -> !HERE.his.received("RRE^O12", placer).isEmpty());
        Hl7 result = HERE.his.received("RRE^O12", placer).get(0);
        assertThat(List.of(result.get("MSA", 1), result.get("MSA", 2), result.get("ORC", 1)))
                .containsExactly("AA", control, "OK");
        assertThat(HERE.fhir.submissionsOf(control)).isEqualTo(1);
        await().atMost(PATIENCE)
                .until(() -> database.queryForObject(
                                "select delivery from kept_message where control_id = ?", String.class, control)
                        .equals("delivered"));
    }

    @Test
    void aPatientWhoseMessageFailsStepsAsideInOrderAndTheOthersGoOn() throws Exception {
        String troubled = Messages.next("M");
        String first = Messages.next("K");
        String second = Messages.next("K");
        HERE.fhir.answers(bundle -> FhirStandIn.controlId(bundle).equals(first) ? 500 : 200);
        assertThat(send(Messages.rde(first, troubled, Messages.next("P"))).get("MSA", 3))
                .contains("kept");
        assertThat(send(Messages.rde(second, troubled, Messages.next("P"))).get("MSA", 3))
                .contains("kept");
        String other = Messages.next("K");
        assertThat(send(Messages.rde(other, Messages.next("M"), Messages.next("P")))
                        .get("ORC", 1))
                .isEqualTo("OK");
        assertThat(List.of(state(first), state(second))).containsExactly("kept", "kept");

        HERE.fhir.answers(bundle -> 200);
        await().atMost(PATIENCE).until(() -> state(second).equals("processed"));
        List<String> order = HERE.fhir.submitted().stream()
                .map(FhirStandIn::controlId)
                .filter(control -> control.equals(first) || control.equals(second))
                .toList();
        assertThat(order).containsExactly(first, second);
    }

    @Test
    void whoeverWasOvertakenTakesTheMessageUpAnew() throws Exception {
        String control = Messages.next("K");
        HERE.fhir.answers(bundle -> FhirStandIn.controlId(bundle).equals(control)
                        && HERE.fhir.placesOf(control).size() == 1
                ? 412
                : 200);
        assertThat(send(Messages.rde(control, Messages.next("M"), Messages.next("P")))
                        .get("ORC", 1))
                .isEqualTo("OK");
        assertThat(HERE.fhir.placesOf(control)).hasSize(2).isSorted().doesNotHaveDuplicates();
        assertThat(HERE.fhir.submissionsOf(control)).isEqualTo(1);
    }

    @Test
    void aRepeatOfAParkedMessageIsNoSecondMessage() throws Exception {
        String control = Messages.next("K");
        String message = Messages.rde(control, Messages.next("M"), Messages.next("P"));
        HERE.fhir.answers(bundle -> FhirStandIn.controlId(bundle).equals(control) ? 500 : 200);
        send(message);
        assertThat(send(message).get("MSA", 3)).contains("kept");
        HERE.fhir.answers(bundle -> 200);
        await().atMost(PATIENCE).until(() -> state(control).equals("processed"));
        assertThat(send(message).get("ORC", 1)).isEqualTo("OK");
        assertThat(HERE.fhir.submissionsOf(control)).isEqualTo(1);
    }

    @Test
    void aMessageThatTheServerCanNeverTakeIsADeadLetterAndItsSenderKnows() throws Exception {
        String control = Messages.next("K");
        HERE.fhir.answers(bundle -> FhirStandIn.controlId(bundle).equals(control) ? 400 : 200);
        Hl7 answer = send(Messages.rde(control, Messages.next("M"), Messages.next("P")));
        assertThat(List.of(answer.get("MSA", 1), answer.get("ERR", 3))).containsExactly("AE", "207");
        assertThat(answer.get("ERR", 8)).contains("as the test wants it");
        assertThat(state(control)).isEqualTo("failed");
    }
}
