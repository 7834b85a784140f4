package org.chemoloop.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chemoloop.routes.Hospital.HERE;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chemoloop.routes.recover.Outbox;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jms.core.JmsTemplate;

/** PIVAS and HIS hear of every event once, in order per patient, however often they or we are away. */
@RoutesTest
class AnnounceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    JmsTemplate broker;

    @Autowired
    JdbcTemplate database;

    @Autowired
    Outbox outbox;

    @BeforeEach
    @AfterEach
    void everybodyIsThere() throws Exception {
        HERE.behave();
    }

    private void happens(Bundle event) {
        broker.send("loop.events", session -> {
            var message = session.createTextMessage(LoopEvents.json(event));
            message.setStringProperty(
                    "JMSXGroupID", event.getEntry().get(4).getResource().getId());
            return message;
        });
    }

    private static List<Hl7> toPivas(String bag) {
        return HERE.pivas.received("RDE^O11", bag);
    }

    private String delivery(String bag) {
        return database.queryForObject(
                "select delivery from kept_message where direction = 'out' and orders @> array[?]::text[] order by number limit 1",
                String.class,
                bag);
    }

    @Test
    void anEventIsToldOnceEvenWhenItComesTwice() {
        String bag = Messages.bag();
        Bundle ordered = new LoopEvents(bag, Messages.next("M"), Messages.next("P"))
                .bag("bag-ordered", UUID.randomUUID().toString());
        happens(ordered);
        happens(ordered);
        Bundle released = new LoopEvents(bag, "x", "y")
                .bag("bag-released", UUID.randomUUID().toString());
        happens(released);
        await().atMost(PATIENCE).until(() -> toPivas(bag).size() >= 2);
        assertThat(toPivas(bag)).extracting(message -> message.get("ORC", 1)).containsExactlyInAnyOrder("NW", "RL");
    }

    /** As a copy of this service leaves it that loses the broker, or dies, between the row and the queue. */
    @Test
    void anAnswerThatNeverCameToTheQueueIsSentAllTheSame() {
        String control = Messages.next("A");
        database.update(
                """
                insert into kept_message (id, direction, channel, content_hash, control_id, message_type, ordering_group,
                    raw, received, state, delivery, answers)
                values (?, 'out', 'his', '', ?, 'answer to RDE^O11', 'answer|x', ?, now() - interval '6 minutes',
                    'processed', 'pending', ?)""",
                UUID.randomUUID(),
                control,
                ("MSH|^~\\&|CHEMOLOOP|DAYCHEMO|HIS|HOSPITAL|20261128233951||RRE^O12^RRE_O12|%s|P|2.5\rMSA|AA|E1\r"
                                .formatted(control))
                        .getBytes(UTF_8),
                UUID.randomUUID());
        await().atMost(PATIENCE)
                .until(() -> HERE.his.received("RRE^O12", control).size() == 1);
    }

    /** A HIS that knows no deletion reads under the same number what is true now. */
    @Test
    void whatWasToldWronglyIsTakenBackUnderItsNumber() {
        String bag = Messages.bag();
        LoopEvents events = new LoopEvents(bag, Messages.next("M"), Messages.next("P"));
        happens(given(events, "infusion-started", MedicationAdministrationStatus.INPROGRESS));
        happens(given(events, "infusion-start-taken-back", MedicationAdministrationStatus.ENTEREDINERROR));
        happens(given(events, "infusion-started", MedicationAdministrationStatus.INPROGRESS));
        happens(given(events, "infusion-completed", MedicationAdministrationStatus.COMPLETED));
        happens(given(events, "infusion-end-taken-back", MedicationAdministrationStatus.ONHOLD));
        happens(given(events, "infusion-resumed", MedicationAdministrationStatus.INPROGRESS));
        await().atMost(PATIENCE).until(() -> HERE.his.received("RAS^O17", bag).size() == 6);
        assertThat(HERE.his.received("RAS^O17", bag))
                .extracting(told -> told.get("RXA", 2) + " " + told.get("RXA", 21) + " " + told.get("RXA", 20) + " "
                        + told.get("ORC", 5))
                .containsExactly("1 A  IP", "1 D NA SC", "3 A  IP", "4 U CP CM", "4 D  HD", "6 U  IP");
    }

    private static Bundle given(LoopEvents events, String code, MedicationAdministrationStatus status) {
        return events.administration(
                code, UUID.randomUUID().toString(), status, status == MedicationAdministrationStatus.COMPLETED);
    }

    @Test
    void pivasThatWasAwayGetsEverythingOnceInOrder() throws Exception {
        String bag = Messages.bag();
        LoopEvents events = new LoopEvents(bag, Messages.next("M"), Messages.next("P"));
        HERE.pivas.down();
        for (String event : List.of("bag-ordered", "bag-released", "bag-changed", "bag-cancelled")) {
            happens(events.bag(event, UUID.randomUUID().toString()));
        }
        HERE.pivas.up();
        await().atMost(PATIENCE).until(() -> toPivas(bag).size() == 4);
        assertThat(toPivas(bag)).extracting(message -> message.get("ORC", 1)).containsExactly("NW", "RL", "XO", "CA");
    }

    @Test
    void aRejectedMessageStopsOnlyItsPatientUntilSomebodyResendsIt() throws Exception {
        String bag = Messages.bag();
        String otherBag = Messages.bag();
        LoopEvents events = new LoopEvents(bag, Messages.next("M"), Messages.next("P"));
        HERE.pivas.answers(message -> message.text().contains(bag) ? "AR" : "AA");
        happens(events.bag("bag-ordered", UUID.randomUUID().toString()));
        happens(events.bag("bag-released", UUID.randomUUID().toString()));
        happens(new LoopEvents(otherBag, Messages.next("M"), Messages.next("P"))
                .bag("bag-ordered", UUID.randomUUID().toString()));
        await().atMost(PATIENCE).until(() -> toPivas(otherBag).size() == 1);
        await().atMost(PATIENCE).until(() -> delivery(bag).equals("stopped"));
        assertThat(toPivas(bag)).hasSize(1);

        HERE.pivas.behave();
        database.update(
                "update kept_message set delivery = 'pending', next_try = now() where orders @> array[?]::text[] and delivery = 'stopped'",
                bag);
        await().atMost(PATIENCE).until(() -> toPivas(bag).size() == 2);
        assertThat(toPivas(bag)).extracting(message -> message.get("ORC", 1)).containsExactly("NW", "RL");
    }

    @Test
    void anErrorIsTriedAgainUnderTheSameControlId() throws Exception {
        String bag = Messages.bag();
        int[] errors = {1};
        HERE.pivas.answers(message -> message.text().contains(bag) && errors[0]-- > 0 ? "AE" : "AA");
        happens(new LoopEvents(bag, Messages.next("M"), Messages.next("P"))
                .bag("bag-ordered", UUID.randomUUID().toString()));
        await().atMost(PATIENCE).until(() -> delivery(bag).equals("delivered"));
        assertThat(toPivas(bag)).hasSize(2);
        assertThat(toPivas(bag).get(0).get("MSH", 10))
                .isEqualTo(toPivas(bag).get(1).get("MSH", 10));
    }

    @Test
    void whatWeHaveWrittenWronglyIsNeverSentAndIsWrittenAnewWhenAPersonResendsIt() {
        String bag = Messages.bag();
        String otherBag = Messages.bag();
        String event = UUID.randomUUID().toString();
        LoopEvents events = new LoopEvents(bag, Messages.next("M"), Messages.next("P"));
        Bundle broken = events.bag("bag-ordered", event);
        // Without a drug the order has no RXE-2.
        ((MedicationRequest) broken.getEntry().get(1).getResource())
                .getContained()
                .clear();
        happens(broken);
        happens(events.bag("bag-released", UUID.randomUUID().toString()));
        happens(new LoopEvents(otherBag, Messages.next("M"), Messages.next("P"))
                .bag("bag-ordered", UUID.randomUUID().toString()));

        await().atMost(PATIENCE).until(() -> toPivas(otherBag).size() == 1);
        await().atMost(PATIENCE).until(() -> delivery(bag).equals("stopped"));
        assertThat(toPivas(bag)).isEmpty();
        Map<String, Object> letter = database.queryForMap(
                "select id, state, failure from kept_message where orders @> array[?]::text[] and delivery = 'stopped'",
                bag);
        assertThat(letter).containsEntry("state", "failed");
        assertThat((String) letter.get("failure")).startsWith("RXE^1^2 is required and empty");

        database.update(
                "update kept_message set event = ? where id = ?",
                LoopEvents.json(events.bag("bag-ordered", event)),
                letter.get("id"));
        outbox.resend((UUID) letter.get("id"));
        await().atMost(PATIENCE).until(() -> toPivas(bag).size() == 2);
        assertThat(toPivas(bag)).extracting(message -> message.get("ORC", 1)).containsExactly("NW", "RL");
        assertThat(database.queryForObject(
                        "select state from kept_message where id = ?", String.class, letter.get("id")))
                .isEqualTo("processed");
    }

    @Test
    void theHisHearsOfTheInfusionFromStartToEnd() {
        String bag = Messages.bag();
        LoopEvents events = new LoopEvents(bag, Messages.next("M"), Messages.next("P"));
        happens(events.administration(
                "infusion-started", UUID.randomUUID().toString(), MedicationAdministrationStatus.INPROGRESS, false));
        happens(events.administration(
                "infusion-paused", UUID.randomUUID().toString(), MedicationAdministrationStatus.ONHOLD, false));
        happens(events.administration(
                "infusion-completed", UUID.randomUUID().toString(), MedicationAdministrationStatus.COMPLETED, true));
        await().atMost(PATIENCE).until(() -> HERE.his.received("RAS^O17", bag).size() == 3);
        List<Hl7> told = HERE.his.received("RAS^O17", bag);
        assertThat(told).extracting(message -> message.get("RXA", 2)).containsExactly("1", "2", "3");
        assertThat(told).extracting(message -> message.get("RXA", 20)).containsExactly("", "", "CP");
        assertThat(told).extracting(message -> message.get("RXA", 25)).containsOnly(bag);
    }

    @Test
    void anEventNobodyCanBeToldOfIsLaidAsideAndTheNextGoesOn() {
        String bag = Messages.bag();
        broker.convertAndSend("loop.events", "{\"resourceType\":\"Bundle\",\"id\":\"" + bag + "\"}");
        happens(new LoopEvents(bag, Messages.next("M"), Messages.next("P"))
                .bag("bag-ordered", UUID.randomUUID().toString()));
        await().atMost(PATIENCE).until(() -> toPivas(bag).size() == 1);
        await().atMost(PATIENCE)
                .until(() -> database.queryForObject(
                                "select count(*) from kept_message where channel = 'loop' and state = 'failed'"
                                        + " and convert_from(raw, 'UTF8') like ?",
                                Integer.class,
                                "%" + bag + "%")
                        == 1);
    }
}
