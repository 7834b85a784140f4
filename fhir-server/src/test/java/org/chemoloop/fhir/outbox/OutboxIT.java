package org.chemoloop.fhir.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.context.FhirContext;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.flywaydb.core.Flyway;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class OutboxIT {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static EmbeddedPostgres postgres;
    private static DataSource database;

    @TempDir
    Path data;

    private int port;
    private EmbeddedActiveMQ broker;
    private JdbcTemplate jdbc;
    private TransactionTemplate transaction;
    private final List<OutboxRelay> relays = new ArrayList<>();
    private Outbox outbox;

    @BeforeAll
    static void startDatabase() throws Exception {
        postgres = EmbeddedPostgres.start();
        database = postgres.getPostgresDatabase();
        Flyway.configure()
                .dataSource(database)
                .schemas("loop")
                .defaultSchema("loop")
                .load()
                .migrate();
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void openWard() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        jdbc = new JdbcTemplate(database);
        jdbc.update("delete from loop.outbox");
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        outbox = outbox();
    }

    @AfterEach
    void closeWard() throws Exception {
        relays.forEach(OutboxRelay::stop);
        jdbc.execute("drop trigger if exists dies on loop.outbox");
        if (broker != null) {
            broker.stop();
        }
    }

    @Test
    void whatIsCommittedIsAnnouncedAtOnceWithAllThatAReceiverNeeds() throws Exception {
        startBroker();

        announce("p-1", "bag-1");

        Message message = receive(1).get(0);
        assertThat(message.getStringProperty("event")).isEqualTo("bag-ordered");
        assertThat(message.getStringProperty("JMSXGroupID")).isEqualTo("p-1");
        assertThat(message.getJMSDeliveryMode()).isEqualTo(jakarta.jms.DeliveryMode.PERSISTENT);
        Bundle bundle = FHIR.newJsonParser().parseResource(Bundle.class, ((TextMessage) message).getText());
        assertThat(bundle.getType()).isEqualTo(Bundle.BundleType.MESSAGE);
        assertThat(bundle.getIdentifier().getValue()).isEqualTo(message.getStringProperty("eventId"));
        MessageHeader header = (MessageHeader) bundle.getEntryFirstRep().getResource();
        assertThat(header.getEventCoding().getCode()).isEqualTo("bag-ordered");
        assertThat(header.getFocusFirstRep().getReference()).isEqualTo("MedicationRequest/bag-1");
        assertThat(bundle.getEntry().stream().map(entry -> entry.getResource().fhirType()))
                .containsExactly("MessageHeader", "MedicationRequest", "Patient");
    }

    @Test
    void whatIsRolledBackIsNeverAnnounced() throws Exception {
        startBroker();
        transaction.executeWithoutResult(status -> {
            outbox.announce(LoopEvent.BAG_ORDERED, bag("p-1", "bag-1"), List.of());
            status.setRollbackOnly();
        });
        announce("p-1", "bag-2");

        assertThat(bags(receive(1))).containsExactly("bag-2");
    }

    @Test
    void aBrokerThatIsAwayDelaysButLosesNothingAndKeepsTheOrder() throws Exception {
        IntStream.range(0, 70).forEach(i -> announce("p-" + i % 3, "bag-" + i));
        startBroker();
        List<Message> before = receive(70);

        broker.stop();
        IntStream.range(70, 90).forEach(i -> announce("p-" + i % 3, "bag-" + i));
        startBroker();
        List<Message> after = receive(20);

        assertThat(bags(before))
                .containsExactlyElementsOf(
                        IntStream.range(0, 70).mapToObj(i -> "bag-" + i).toList());
        assertThat(bags(after))
                .containsExactlyElementsOf(
                        IntStream.range(70, 90).mapToObj(i -> "bag-" + i).toList());
    }

    @Test
    void eachEventSaysWhichOfItsPatientComesBefore() throws Exception {
        announce("p-3", "from a version that did not say it");
        jdbc.update("update loop.outbox set in_order = false");
        announce("p-1", "bag-1");
        announce("p-2", "bag-2");
        announce("p-1", "bag-3");
        announce("p-3", "bag-4");
        startBroker();

        List<Message> told = receive(5);

        assertThat(told.get(3).getLongProperty("after"))
                .isEqualTo(told.get(1).getLongProperty("place"))
                .isLessThan(told.get(3).getLongProperty("place"));
        assertThat(List.of(told.get(1), told.get(2), told.get(4)))
                .allSatisfy(first -> assertThat(first.getLongProperty("after")).isZero());
    }

    /** The database refuses the mark once: the same as a process that dies after the broker has the message. */
    @Test
    void aRelayThatDiesBetweenSendingAndMarkingAnnouncesOnce() throws Exception {
        startBroker();
        jdbc.execute("create or replace function loop.dies() returns trigger language plpgsql as $$"
                + " begin raise exception 'dies'; end $$");
        jdbc.execute("create trigger dies before update on loop.outbox for each row execute function loop.dies()");
        announce("p-1", "bag-1");
        await().until(() -> broker.getActiveMQServer().locateQueue("loop.events") != null
                && broker.getActiveMQServer().locateQueue("loop.events").getMessageCount() == 1);

        jdbc.execute("drop trigger dies on loop.outbox");
        announce("p-1", "bag-2");

        await().untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(bags(receive(2))).containsExactly("bag-1", "bag-2");
        assertThat(broker.getActiveMQServer().locateQueue("loop.events").getMessagesAdded())
                .isEqualTo(2);
    }

    @Test
    void twoReplicasAnnounceEachEventOnce() throws Exception {
        startBroker();
        Outbox other = outbox();
        for (int i = 0; i < 60; i++) {
            Outbox one = i % 2 == 0 ? outbox : other;
            String code = "bag-" + i;
            transaction.executeWithoutResult(
                    status -> one.announce(LoopEvent.BAG_ORDERED, bag("p-1", code), List.of()));
        }

        assertThat(bags(receive(60)))
                .containsExactlyElementsOf(
                        IntStream.range(0, 60).mapToObj(i -> "bag-" + i).toList());
        await().untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(broker.getActiveMQServer().locateQueue("loop.events").getMessagesAdded())
                .isEqualTo(60);
    }

    private Outbox outbox() {
        OutboxTable table = new OutboxTable(jdbc);
        LoopQueue queue = new LoopQueue(new BrokerProperties("tcp://127.0.0.1:" + port, "chemoloop", "secret", data));
        OutboxRelay relay = new OutboxRelay(table, queue, new RelayTransaction(database), Clock.systemUTC());
        relay.start();
        relays.add(relay);
        return new Outbox(table, relay, FHIR, Clock.systemUTC());
    }

    private void startBroker() throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(true)
                .setJournalDirectory(data.resolve("journal").toString())
                .setBindingsDirectory(data.resolve("bindings").toString())
                .setPagingDirectory(data.resolve("paging").toString())
                .setLargeMessagesDirectory(data.resolve("large").toString())
                .setJournalType(org.apache.activemq.artemis.core.server.JournalType.NIO)
                .setSecurityEnabled(false)
                .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port);
        broker = new EmbeddedActiveMQ();
        broker.setConfiguration(configuration);
        broker.start();
    }

    private void announce(String patient, String bag) {
        Patient snapshot = new Patient();
        snapshot.setId(patient);
        transaction.executeWithoutResult(
                status -> outbox.announce(LoopEvent.BAG_ORDERED, bag(patient, bag), List.of(snapshot)));
    }

    private static MedicationRequest bag(String patient, String id) {
        MedicationRequest bag = new MedicationRequest();
        bag.setId(id);
        bag.setSubject(new Reference("Patient/" + patient));
        return bag;
    }

    private int waiting() {
        return jdbc.queryForObject("select count(*) from loop.outbox where sent is null", Integer.class);
    }

    private List<Message> receive(int messages) throws Exception {
        List<Message> received = new ArrayList<>();
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port);
                Connection connection = factory.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(session.createQueue("loop.events"))) {
            connection.start();
            while (received.size() < messages) {
                Message message = consumer.receive(Duration.ofSeconds(20).toMillis());
                assertThat(message)
                        .as("message %s of %s", received.size() + 1, messages)
                        .isNotNull();
                received.add(message);
            }
        }
        return received;
    }

    private static List<String> bags(List<Message> messages) throws Exception {
        List<String> bags = new ArrayList<>();
        for (Message message : messages) {
            Bundle bundle = FHIR.newJsonParser().parseResource(Bundle.class, ((TextMessage) message).getText());
            bags.add(bundle.getEntry().get(1).getResource().getIdElement().getIdPart());
        }
        return bags;
    }
}
