package org.chemoloop.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chemoloop.routes.Hospital.HERE;

import jakarta.jms.BytesMessage;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.camel.component.jms.JmsComponent;
import org.chemoloop.routes.announce.Deliveries;
import org.chemoloop.routes.announce.Owed;
import org.chemoloop.routes.channel.Lines;
import org.chemoloop.routes.mllp.MllpInComponent.Listening;
import org.chemoloop.routes.receive.JmsJournal;
import org.chemoloop.routes.recover.Outbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jms.core.JmsTemplate;

/**
 * What belongs to one patient keeps its order although the queue gives a later one first, as Artemis does with a group
 * whose consumer goes away. Here a later one is put into a queue where an earlier one is missing.
 */
@RoutesTest
class OrderOfGroupsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Long enough for whatever would overtake to do so. */
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    @Autowired
    JmsTemplate broker;

    @Autowired
    JdbcTemplate database;

    @Autowired
    Deliveries deliveries;

    @Autowired
    Outbox outbox;

    @Autowired
    Lines lines;

    @Autowired
    JmsComponent jms;

    @BeforeEach
    @AfterEach
    void everybodyIsThere() throws Exception {
        HERE.behave();
    }

    /** @param patient where it lies in the queue: one of its own for each, or none could ever overtake the other */
    private void happens(String patient, String code, String bag, long place, long after) {
        LoopEvents events = new LoopEvents(bag, patient, "P" + bag);
        broker.send("loop.events", session -> {
            var message = session.createTextMessage(
                    LoopEvents.json(events.bag(code, UUID.randomUUID().toString())));
            message.setStringProperty("JMSXGroupID", patient);
            message.setLongProperty("place", place);
            message.setLongProperty("after", after);
            return message;
        });
    }

    private void told(String patient, long place) {
        database.update("insert into told_event (patient, place) values (?, ?)", patient, place);
    }

    private static List<String> toPivas(String bag) {
        return HERE.pivas.received("RDE^O11", bag).stream()
                .map(message -> message.get("ORC", 1))
                .toList();
    }

    private boolean waits(String bag) {
        return database.queryForObject(
                "select count(*) from kept_message where direction = 'out' and orders @> array[?]::text[]"
                        + " and delivery = 'pending' and next_try is not null",
                Boolean.class,
                bag);
    }

    /** Each consumer that goes gives its groups away; the starter's own settings would let one go with each message. */
    @Test
    void aConsumerStays() {
        assertThat(jms.getConfiguration().getCacheLevelName()).isEqualTo("CACHE_CONSUMER");
        assertThat(jms.getConfiguration().isTransacted()).isTrue();
        assertThat(jms.getConfiguration().getOrCreateTransactionManager()).isNull();
    }

    @Test
    void anEventWaitsForTheOneBefore() throws Exception {
        String bag = Messages.bag();
        String patient = Messages.next("M");
        happens(patient, "bag-cancelled", bag, 20, 10);
        Thread.sleep(A_WHILE.toMillis());
        assertThat(toPivas(bag)).isEmpty();

        told(patient, 10);
        await().atMost(PATIENCE).until(() -> toPivas(bag).equals(List.of("CA")));
        assertThat(database.queryForObject("select place from told_event where patient = ?", Long.class, patient))
                .isEqualTo(20);
    }

    /** Whatever it waits for has got lost with a disk: better late than never. */
    @Test
    void anEventDoesNotWaitForEver() {
        String bag = Messages.bag();
        happens(Messages.next("M"), "bag-ordered", bag, 20, 10);
        await().atMost(PATIENCE).until(() -> toPivas(bag).equals(List.of("NW")));
    }

    /** An event that nobody can be told of is out of the way, too. */
    @Test
    void theEventAfterAnUnreadableOneDoesNotWait() {
        String bag = Messages.bag();
        String patient = Messages.next("M");
        broker.send("loop.events", session -> {
            var message = session.createTextMessage("{\"resourceType\":\"Bundle\",\"id\":\"" + bag + "\"}");
            message.setStringProperty("JMSXGroupID", patient);
            message.setLongProperty("place", 10);
            return message;
        });
        Instant sent = Instant.now();
        happens(patient, "bag-ordered", bag, 20, 10);
        await().atMost(PATIENCE).until(() -> toPivas(bag).equals(List.of("NW")));
        assertThat(database.queryForObject(
                        "select received from kept_message where direction = 'out' and orders @> array[?]::text[]",
                        Timestamp.class,
                        bag))
                .isBefore(Timestamp.from(sent.plusSeconds(10)));
    }

    /** @return its id, as another copy of this service has it in hand whose queue has not got it back yet */
    private UUID inAnotherHand(String patient, String type, Duration since) {
        UUID id = UUID.randomUUID();
        String control = Messages.next("B");
        database.update(
                """
                insert into kept_message (id, direction, channel, content_hash, control_id, message_type, ordering_group,
                    raw, received, state, delivery)
                values (?, 'out', 'pivas', '', ?, ?, ?, ?, now() - ?::interval, 'processed', 'pending')""",
                id,
                control,
                type,
                "patient|" + patient,
                ("MSH|^~\\&|CHEMOLOOP|DAYCHEMO|PIVAS|HOSPITAL|20261128233951||RRE^O12^RRE_O12|%s|P|2.5\rMSA|AA|E1\r"
                                .formatted(control))
                        .getBytes(UTF_8),
                since.toString());
        return id;
    }

    @Test
    void aMessageWaitsForTheOneThatAnotherConsumerHasInHand() throws Exception {
        String bag = Messages.bag();
        String patient = Messages.next("M");
        UUID before = inAnotherHand(LoopEvents.patientId(patient), "RDE^O11", Duration.ZERO);
        happens(patient, "bag-cancelled", bag, 20, 0);
        await().atMost(PATIENCE).until(() -> waits(bag));
        Thread.sleep(A_WHILE.toMillis());
        assertThat(toPivas(bag)).isEmpty();

        database.update("update kept_message set delivery = 'delivered' where id = ?", before);
        await().atMost(PATIENCE).until(() -> toPivas(bag).equals(List.of("CA")));
    }

    /** Nobody has it in hand at all: the broker has lost it, and the rest of the patient would wait for ever. */
    @Test
    void whatNoQueueKnowsIsSentAllTheSame() {
        String bag = Messages.bag();
        String patient = Messages.next("M");
        UUID lost = inAnotherHand(LoopEvents.patientId(patient), "RDE^O11", Duration.ofMinutes(6));
        happens(patient, "bag-ordered", bag, 20, 0);
        await().atMost(PATIENCE).until(() -> toPivas(bag).equals(List.of("NW")));
        assertThat(delivery(lost)).isEqualTo("delivered");
    }

    private String delivery(UUID id) {
        return database.queryForObject("select delivery from kept_message where id = ?", String.class, id);
    }

    @Test
    void aCopyThatWasFrozenUndoesNothing() {
        UUID id = inAnotherHand(Messages.next("M"), "RDE^O11", Duration.ZERO);
        Owed owed = deliveries.open(id.toString());
        database.update("update kept_message set delivery = 'delivered' where id = ?", id);
        var late = new IllegalStateException("no answer");
        deliveries.parkOrStop(owed, late);
        deliveries.park(owed, late);
        deliveries.stop(owed, late);
        deliveries.bury(owed, "wrong");
        assertThat(database.queryForMap(
                        "select state, delivery, attempts, next_try from kept_message where id = ?", id))
                .containsEntry("state", "processed")
                .containsEntry("delivery", "delivered")
                .containsEntry("attempts", 0)
                .containsEntry("next_try", null);
    }

    @Test
    void whatWasDueIsSentOnlyByWhoeverHasTakenItLast() {
        UUID id = inAnotherHand(Messages.next("M"), "RDE^O11", Duration.ZERO);
        Instant until = Instant.parse("2099-01-01T00:00:00Z");
        var lease = Timestamp.from(until);
        database.update("update kept_message set next_try = ? where id = ?", lease, id);
        Owed due = new Owed(id, "pivas", "", "", new byte[0], null, lease);
        assertThat(deliveries.stillDue(due)).isNotNull();
        assertThat(deliveries.stillDue(due))
                .as("with a lease that has been renewed")
                .isNull();
        outbox.waive(id);
    }

    private void kept(String control, String patient, String placer, String after) {
        byte[] raw = Messages.rde(control, patient, placer).getBytes(UTF_8);
        broker.send(JmsJournal.QUEUE, session -> {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(raw);
            message.setStringProperty(JmsJournal.ID, UUID.randomUUID().toString());
            message.setStringProperty(JmsJournal.CHANNEL, "his");
            message.setLongProperty(JmsJournal.RECEIVED, System.currentTimeMillis());
            message.setStringProperty(JmsJournal.GROUP, "group of " + patient);
            message.setStringProperty(JmsJournal.AFTER, after);
            return message;
        });
    }

    @Test
    void aMessageWaitsForTheOneThatWasKeptBefore() throws Exception {
        String first = Messages.next("K");
        String second = Messages.next("K");
        kept(second, Messages.next("M"), Messages.next("P"), "his|HIS|HOSPITAL|" + first);
        Thread.sleep(A_WHILE.toMillis());
        assertThat(HERE.fhir.submissionsOf(second)).isZero();

        try (MllpLine line =
                new MllpLine(lines.listener("his").map(Listening::port).orElseThrow())) {
            line.send(Messages.rde(first, Messages.next("M"), Messages.next("P")));
        }
        await().atMost(PATIENCE).until(() -> HERE.fhir.submissionsOf(second) == 1);
    }

    @Test
    void aMessageWaitsForTheOneThatIsBeingDecidedElsewhere() throws Exception {
        String control = Messages.next("K");
        String patient = Messages.next("M");
        UUID before = UUID.randomUUID();
        database.update("""
                insert into kept_message (id, direction, channel, content_hash, control_id, message_type, ordering_group,
                    raw, received, state, delivery)
                values (?, 'in', 'his', '', ?, 'RDE^O11', ?, ?, now(), 'kept', 'not-owed')""", before, Messages.next("K"), "group of " + patient, new byte[0]);
        kept(control, patient, Messages.next("P"), "his|HIS|HOSPITAL|" + anyKnown());
        Thread.sleep(A_WHILE.toMillis());
        assertThat(HERE.fhir.submissionsOf(control)).isZero();

        database.update("update kept_message set state = 'processed' where id = ?", before);
        await().atMost(PATIENCE).until(() -> HERE.fhir.submissionsOf(control) == 1);
    }

    /** The control id of a message that has taken effect. */
    private String anyKnown() throws Exception {
        String control = Messages.next("K");
        try (MllpLine line =
                new MllpLine(lines.listener("his").map(Listening::port).orElseThrow())) {
            line.send(Messages.rde(control, Messages.next("M"), Messages.next("P")));
        }
        return control;
    }

    /** What is said of a patient over a line is chained, and a repeat does not break the chain. */
    @Test
    void aRepeatedMessageLetsTheNextOneGo() throws Exception {
        String patient = Messages.next("M");
        byte[] first =
                Messages.rde(Messages.next("K"), patient, Messages.next("P")).getBytes(UTF_8);
        try (MllpLine line =
                new MllpLine(lines.listener("his").map(Listening::port).orElseThrow())) {
            assertThat(line.send(first)).isEqualTo(line.send(first));
            Hl7 next = line.send(Messages.rde(Messages.next("K"), patient, Messages.next("P")));
            assertThat(next.get("MSA", 1)).isEqualTo("AA");
            assertThat(next.get("ORC", 1)).as("in its turn").isEqualTo("OK");
        }
    }
}
