package org.chemoloop.routes;

import ca.uhn.fhir.context.FhirContext;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.component.jms.JmsComponent;
import org.chemoloop.routes.broker.EmbeddedBroker;
import org.chemoloop.routes.mllp.MllpInComponent;
import org.chemoloop.routes.mllp.MllpOutComponent;
import org.chemoloop.routes.mllp.MllpSockets;
import org.chemoloop.routes.receive.Reception;
import org.chemoloop.routes.submit.FhirStore;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.core.JmsTemplate;

/** What the rooms stand on: database, broker, sockets, FHIR. */
@Configuration(proxyBeanMethods = false)
class GroundConfiguration {
    private static final Duration SUBMIT_PATIENCE = Duration.ofSeconds(20);
    /** After that a sender hears that its message is not kept. */
    private static final Duration KEEP_WITHIN = Duration.ofSeconds(10);

    private final RoutesProperties settings;
    private final Secrets secrets;

    GroundConfiguration(RoutesProperties settings) {
        this.settings = settings;
        this.secrets = new Secrets(settings.secrets());
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    DataSource database() {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("routes");
        pool.setJdbcUrl(settings.database().url());
        pool.setUsername(settings.database().user());
        pool.setPassword(
                secrets.orFile(settings.database().password(), "database").get());
        // A copy that is frozen in the middle of a transaction must not stop the others: PostgreSQL ends it.
        pool.setConnectionInitSql("set search_path to routes; set idle_in_transaction_session_timeout = '20s'");
        pool.setMaximumPoolSize(settings.workers() + 6);
        pool.setMinimumIdle(2);
        pool.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        return pool;
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    @ConditionalOnExpression("'${chemoloop.broker.url}'.isEmpty()")
    EmbeddedBroker embeddedBroker() {
        return new EmbeddedBroker(
                settings.journal(),
                EmbeddedBroker.LOOPBACK,
                settings.broker().port(),
                settings.broker().user(),
                brokerPassword(),
                BrokerMain.QUEUES,
                BrokerMain.INTAKE);
    }

    private String brokerPassword() {
        return secrets.orFile(settings.broker().password(), "broker").get();
    }

    @Bean
    ActiveMQConnectionFactory broker(ObjectProvider<EmbeddedBroker> embedded) {
        EmbeddedBroker own = embedded.getIfAvailable();
        return connections(own == null ? settings.broker().url() : own.url());
    }

    private ActiveMQConnectionFactory connections(String url) {
        ActiveMQConnectionFactory factory =
                new ActiveMQConnectionFactory(url, settings.broker().user(), brokerPassword());
        // With a window a broker without room would leave its senders waiting in silence.
        factory.setProducerWindowSize(-1);
        return factory;
    }

    /** Consumers, and what they send as part of the same transaction. */
    @Bean("jms")
    JmsComponent jms(ActiveMQConnectionFactory broker) {
        JmsComponent jms = JmsComponent.jmsComponent(broker);
        // The session's own transaction: with a transaction manager every receive would open a connection, and a
        // consumer that goes gives its patients to another and hears nothing of a topic meanwhile.
        jms.setTransacted(true);
        jms.setLazyCreateTransactionManager(false);
        jms.setCacheLevelName("CACHE_CONSUMER");
        jms.setAcceptMessagesWhileStopping(false);
        return jms;
    }

    /** Sends by itself; inside a consumer's transaction as part of it. */
    @Bean
    JmsTemplate transactional(ActiveMQConnectionFactory broker) {
        JmsTemplate template = new JmsTemplate(broker);
        template.setDeliveryPersistent(true);
        return template;
    }

    /** One session per thread that keeps, so that many share one flush of the journal. */
    @Bean(destroyMethod = "stop")
    JmsPoolConnectionFactory sessions(ObjectProvider<EmbeddedBroker> embedded) {
        ActiveMQConnectionFactory broker = broker(embedded);
        broker.setCallTimeout(KEEP_WITHIN.toMillis());
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(broker);
        pool.setMaxConnections(2);
        pool.setMaxSessionsPerConnection(settings.mllp().connections());
        return pool;
    }

    @Bean
    MllpSockets sockets() throws IOException, GeneralSecurityException {
        String keyStore = settings.mllp().keyStore();
        if (keyStore.isEmpty()) {
            return MllpSockets.plain();
        }
        String trustStore = settings.mllp().trustStore();
        return MllpSockets.tls(
                Path.of(keyStore),
                Path.of(trustStore.isEmpty() ? keyStore : trustStore),
                secrets.read("mllp-key-store").toCharArray());
    }

    @Bean("mllp-in")
    MllpInComponent mllpIn(MllpSockets sockets) {
        return new MllpInComponent(sockets.listening());
    }

    @Bean("mllp-out")
    MllpOutComponent mllpOut(MllpSockets sockets) {
        return new MllpOutComponent(sockets.sending());
    }

    @Bean
    FhirStore fhir(Clock clock) {
        return new FhirStore(
                settings.fhirUrl(), () -> secrets.read("routes"), FhirContext.forR4Cached(), SUBMIT_PATIENCE, clock);
    }

    /** Counted from the start on, so that a rise from nothing is seen. */
    @Bean
    MeterBinder countersFromTheStart() {
        return meters -> {
            for (String channel : List.of("his", "pivas")) {
                for (String counter : List.of(
                        "chemoloop.messages.kept",
                        "chemoloop.messages.not.kept",
                        "chemoloop.messages.dead",
                        "chemoloop.messages.delivered")) {
                    meters.counter(counter, "channel", channel);
                }
                meters.counter("chemoloop.messages.answered", "channel", channel, "code", "AA");
                meters.counter("chemoloop.orders.refused", "channel", channel, "rule", "other");
                for (String room : List.of("receive", "journal", "translate", "submit")) {
                    meters.timer(Reception.ROOM, "room", room, "channel", channel);
                }
            }
        };
    }
}
