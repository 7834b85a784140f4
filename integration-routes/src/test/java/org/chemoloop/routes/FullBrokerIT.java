package org.chemoloop.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chemoloop.routes.Hospital.HERE;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer.SERVER_STATE;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.files.FileStoreMonitor;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.chemoloop.routes.channel.Lines;
import org.chemoloop.routes.mllp.MllpInComponent.Listening;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A broker that is not ours, as of the ArtemisCloud operator, whose disk fills. */
class FullBrokerIT {
    private static final double NOTHING = 0;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private EmbeddedActiveMQ broker;
    private ConfigurableApplicationContext service;

    @BeforeEach
    void start() throws Exception {
        HERE.behave();
        try (Connection connection = HERE.database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists full_broker");
            statement.execute("create database full_broker");
        }
        Path data = HERE.data.resolve("full-broker");
        int port;
        try (ServerSocket probe = new ServerSocket(0)) {
            port = probe.getLocalPort();
        }
        String url = "tcp://127.0.0.1:" + port;
        // As in k8s/overlays/hospital/broker.yaml.
        Configuration configuration = new ConfigurationImpl()
                .setJournalDirectory(data.resolve("journal").toString())
                .setBindingsDirectory(data.resolve("bindings").toString())
                .setPagingDirectory(data.resolve("paging").toString())
                .setLargeMessagesDirectory(data.resolve("large").toString())
                .setJournalType(JournalType.NIO)
                .setJMXManagementEnabled(false)
                .setSecurityEnabled(false)
                .setMaxDiskUsage(98)
                .setGlobalMaxSize(64 * 1024 * 1024)
                .addAcceptorConfiguration("core", url + "?protocols=CORE")
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                                .setMaxSizeBytes(16 * 1024 * 1024)
                                .setDefaultGroupBuckets(1024)
                                .setMaxDeliveryAttempts(-1)
                                .setAutoDeleteQueues(false)
                                .setAutoDeleteAddresses(false));
        broker = new EmbeddedActiveMQ();
        broker.setConfiguration(configuration);
        broker.start();
        Map<String, Object> environment = new HashMap<>(HERE.environment(data, "full_broker"));
        environment.put("CHEMOLOOP_BROKER_URL", url);
        environment.put("CHEMOLOOP_BROKER_USER", "chemoloop");
        environment.put("CHEMOLOOP_ROUTES_PORT", "0");
        SpringApplication application = new SpringApplication(RoutesApplication.class);
        application.addInitializers(context ->
                context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("hospital", environment)));
        service = application.run();
    }

    @AfterEach
    void stop() throws Exception {
        if (service != null) {
            service.close();
        }
        broker.stop();
        HERE.behave();
    }

    private void mayFill(double share) throws Exception {
        FileStoreMonitor monitor = ((ActiveMQServerImpl) broker.getActiveMQServer()).getMonitor();
        monitor.setMaxUsage(share);
        monitor.tick();
    }

    private MllpLine line() throws Exception {
        return new MllpLine(service.getBean(Lines.class)
                .listener("his")
                .map(Listening::port)
                .orElseThrow());
    }

    /** Its limit holds back only who asks it for leave; what it takes from us is on its disk all the same. */
    @Test
    void beyondItsLimitItStillKeepsWhatItAnswersFor() throws Exception {
        mayFill(NOTHING);
        String control = Messages.next("K");
        try (MllpLine line = line()) {
            Hl7 answer = line.send(Messages.rde(control, Messages.next("M"), Messages.next("P")));
            assertThat(answer.get("MSA", 1)).as(answer.toString()).isEqualTo("AA");
        }
        assertThat(HERE.fhir.submissionsOf(control)).isEqualTo(1);
    }

    /** A HIS whose line broke before it heard the answer repeats what has taken effect. */
    @Test
    void aRepeatOfWhatWasKeptIsNotToldThatItIsNotKept() throws Exception {
        String message = Messages.rde(Messages.next("K"), Messages.next("M"), Messages.next("P"));
        try (MllpLine line = line()) {
            Hl7 answer = line.send(message);
            assertThat(answer.get("MSA", 1)).as(answer.toString()).isEqualTo("AA");
            end();
            assertThat(line.send(message).toString()).isEqualTo(answer.toString());
            Hl7 other = line.send(message.replace("|300|", "|301|"));
            assertThat(other.get("MSA", 1)).as("of another content: %s", other).isEqualTo("AR");
            Hl7 unheard = line.send(Messages.rde(Messages.next("K"), Messages.next("M"), Messages.next("P")));
            assertThat(unheard.get("MSA", 1)).as("never kept: %s", unheard).isEqualTo("AR");
        }
    }

    /** What its journal does when a write fails: the broker ends. */
    private void end() throws Exception {
        broker.getActiveMQServer().getStorageManager().criticalError(new IOException("No space left on device"));
        // Not before it has ended: a start of one that is still ending does nothing.
        await().atMost(PATIENCE).until(() -> broker.getActiveMQServer().getState() == SERVER_STATE.STOPPED);
    }

    @Test
    void whenItCanWriteNoMoreItsSendersHearThatNothingIsKeptAndAreServedAgainLater() throws Exception {
        String control = Messages.next("K");
        String message = Messages.rde(control, Messages.next("M"), Messages.next("P"));
        end();
        try (MllpLine line = line()) {
            Hl7 answer = line.send(message);
            assertThat(answer.get("MSA", 1)).as(answer.toString()).isEqualTo("AR");
            broker.start();
            await().atMost(PATIENCE)
                    .until(() -> line.send(message).get("MSA", 1).equals("AA"));
        }
        await().atMost(PATIENCE).until(() -> HERE.fhir.submissionsOf(control) == 1);
    }
}
