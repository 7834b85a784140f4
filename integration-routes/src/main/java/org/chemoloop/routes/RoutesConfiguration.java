package org.chemoloop.routes;

import ca.uhn.fhir.context.FhirContext;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.chemoloop.routes.announce.AdministrationToHis;
import org.chemoloop.routes.announce.Announcements;
import org.chemoloop.routes.announce.AppointmentToHis;
import org.chemoloop.routes.announce.DeadEvents;
import org.chemoloop.routes.announce.Deliveries;
import org.chemoloop.routes.announce.DispenseToHis;
import org.chemoloop.routes.announce.Opening;
import org.chemoloop.routes.announce.OrderToPivas;
import org.chemoloop.routes.announce.StoredNumbers;
import org.chemoloop.routes.answer.AnswerDesk;
import org.chemoloop.routes.audit.ApiAudit;
import org.chemoloop.routes.audit.ApiUses;
import org.chemoloop.routes.audit.AuditRelay;
import org.chemoloop.routes.broker.EmbeddedBroker;
import org.chemoloop.routes.broker.Queues;
import org.chemoloop.routes.channel.Backlog;
import org.chemoloop.routes.channel.ChannelMetrics;
import org.chemoloop.routes.channel.Channels;
import org.chemoloop.routes.channel.Lines;
import org.chemoloop.routes.channel.Pauses;
import org.chemoloop.routes.codes.UnknownCodes;
import org.chemoloop.routes.conform.StrictOut;
import org.chemoloop.routes.mllp.MllpInComponent;
import org.chemoloop.routes.mllp.MllpOutComponent;
import org.chemoloop.routes.mllp.MllpSockets;
import org.chemoloop.routes.receive.Gate;
import org.chemoloop.routes.receive.JmsJournal;
import org.chemoloop.routes.receive.Reception;
import org.chemoloop.routes.receive.Senders;
import org.chemoloop.routes.receive.Turns;
import org.chemoloop.routes.recover.AnswersElsewhere;
import org.chemoloop.routes.recover.Archive;
import org.chemoloop.routes.recover.MessageExport;
import org.chemoloop.routes.recover.MessageLog;
import org.chemoloop.routes.recover.MessageSearch;
import org.chemoloop.routes.recover.Parking;
import org.chemoloop.routes.recover.Resend;
import org.chemoloop.routes.recover.Settlement;
import org.chemoloop.routes.submit.FhirStore;
import org.chemoloop.routes.translate.MapProblems;
import org.chemoloop.routes.translate.MapWatch;
import org.chemoloop.routes.translate.Site;
import org.chemoloop.routes.translate.Translator;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the parts together: reading it top to bottom lists every one of them. */
@Configuration(proxyBeanMethods = false)
class RoutesConfiguration {
    private static final Duration SUBMIT_PATIENCE = Duration.ofSeconds(20);
    /** After that a sender hears that its message is not kept. */
    private static final Duration KEEP_WITHIN = Duration.ofSeconds(10);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final int MOST_BLAMED = 8;
    private static final int MOST_ERRORS = 4;

    private final RoutesProperties settings;
    private final Secrets secrets;

    RoutesConfiguration(RoutesProperties settings) {
        this.settings = settings;
        this.secrets = new Secrets(settings.secrets());
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    // What it stands on: database, broker, sockets, FHIR.

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
        JmsComponent jms = JmsComponent.jmsComponentTransacted(broker);
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
                    meters.timer(DecideMessage.ROOM, "room", room, "channel", channel);
                }
            }
        };
    }

    // The rooms: receive, translate, answer, recover, announce.

    @Bean
    Translator translator() throws MapProblems {
        return WarmUp.warm(
                Translator.load(settings.mappings(), new Site(settings.zone(), settings.production())),
                FhirContext.forR4Cached());
    }

    @Bean
    AnswerDesk answerDesk() {
        return new AnswerDesk(settings.zone());
    }

    @Bean
    Turns turns() {
        return new Turns(UUID.randomUUID().toString());
    }

    @Bean
    JmsJournal journal(JmsPoolConnectionFactory sessions) {
        return new JmsJournal(new JmsTemplate(sessions));
    }

    @Bean
    Reception reception(
            JmsJournal journal,
            MessageLog messages,
            Translator translator,
            Turns turns,
            AnswerDesk desk,
            Clock clock,
            MeterRegistry meters) {
        return new Reception(
                journal,
                messages,
                new Gate(
                        translator,
                        Map.of(
                                "his", Senders.parse(settings.his().senders()),
                                "pivas", Senders.parse(settings.pivas().senders()))),
                translator,
                turns,
                desk,
                settings.answerWithin(),
                clock,
                UUID::randomUUID,
                meters);
    }

    @Bean
    MessageLog messageLog(JdbcTemplate database, AnswerDesk desk, Translator translator, Clock clock) {
        return new MessageLog(database, desk, translator, clock);
    }

    @Bean
    Settlement settlement(
            MessageLog messages,
            Turns turns,
            ActiveMQConnectionFactory broker,
            Deliveries deliveries,
            Clock clock,
            MeterRegistry meters) {
        return new Settlement(
                messages, turns, new AnswersElsewhere(new JmsTemplate(broker)), deliveries, clock, meters);
    }

    @Bean
    RoutesBuilder answersFromElsewhere(Turns turns, Settlement settlement) {
        return new AnswerElsewhereRoute(turns.node(), settlement);
    }

    @Bean
    Parking parking(
            JdbcTemplate database,
            AnswerDesk desk,
            Settlement settlement,
            FhirStore fhir,
            Clock clock,
            MeterRegistry meters) {
        return new Parking(database, desk, settlement, fhir::lastSuccess, MOST_BLAMED, FIRST_WAIT, clock, meters);
    }

    @Bean
    Deliveries deliveries(JdbcTemplate database, JmsTemplate transactional, Clock clock, MeterRegistry meters) {
        return new Deliveries(database, transactional, MOST_ERRORS, FIRST_WAIT, clock, meters);
    }

    @Bean
    Announcements announcements(JdbcTemplate database, Clock clock) {
        RoutesProperties.Line his = settings.his();
        RoutesProperties.Line pivas = settings.pivas();
        Opening toHis = new Opening(his.application(), his.facility(), settings.zone());
        Opening toPivas = new Opening(pivas.application(), pivas.facility(), settings.zone());
        return new Announcements(
                FhirContext.forR4Cached(),
                new OrderToPivas(toPivas),
                new AdministrationToHis(toHis, new StoredNumbers(database)),
                new DispenseToHis(toHis),
                new AppointmentToHis(toHis),
                new DeadEvents(database, clock));
    }

    // What engineers see of it.

    @Bean
    Pauses pauses(JdbcTemplate database, Clock clock) {
        return new Pauses(database, clock);
    }

    @Bean
    Lines lines(CamelContext camel) {
        return new Lines(camel);
    }

    @Bean
    Queues queues(ActiveMQConnectionFactory broker) {
        return new Queues(broker);
    }

    @Bean
    Channels channels(
            JdbcTemplate database,
            Clock clock,
            Lines lines,
            MllpOutComponent senders,
            FhirStore fhir,
            Queues queues,
            Pauses pauses) {
        return new Channels(new Backlog(database, clock), lines, senders, fhir, queues, pauses);
    }

    @Bean
    MessageSearch messageSearch(JdbcTemplate database, Translator translator) {
        return new MessageSearch(database, translator);
    }

    @Bean
    MessageExport messageExport(JdbcTemplate database, PlatformTransactionManager transactions) {
        return new MessageExport(database, new TransactionTemplate(transactions));
    }

    @Bean
    Archive archive(JdbcTemplate database, PlatformTransactionManager transactions, Clock clock) {
        return new Archive(
                database,
                new TransactionTemplate(transactions),
                settings.messages().archiveAfter(),
                settings.messages().keep(),
                clock);
    }

    @Bean
    Resend resend(
            JdbcTemplate database,
            Archive archive,
            JmsJournal journal,
            JmsTemplate transactional,
            Deliveries deliveries) {
        return new Resend(database, archive, journal, transactional, deliveries);
    }

    @Bean
    UnknownCodes unknownCodes(
            JdbcTemplate database, Translator translator, Resend resend, Clock clock, MeterRegistry meters) {
        return new UnknownCodes(database, translator, resend, clock, meters);
    }

    @Bean
    RoutesBuilder watchChannels(
            Pauses pauses,
            Channels channels,
            ApiUses uses,
            FhirStore fhir,
            Translator translator,
            UnknownCodes codes,
            Archive archive,
            MeterRegistry meters,
            Clock clock) {
        return new WatchRoute(
                pauses,
                new ChannelMetrics(channels, meters, clock),
                new AuditRelay(uses, fhir),
                new MapWatch(settings.mappings(), translator),
                codes,
                archive);
    }

    @Bean
    ApiUses apiUses(JdbcTemplate database) {
        return new ApiUses(database);
    }

    @Bean
    WebMvcConfigurer auditOfTheApi(ApiUses uses, Clock clock) {
        ApiAudit audit = new ApiAudit(uses, clock, UUID::randomUUID);
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(audit).addPathPatterns("/api/**");
            }
        };
    }

    // The ways through them.

    @Bean
    StrictOut strictOut() {
        return new StrictOut();
    }

    @Bean
    RouteConfigurationsBuilder errorPolicy(
            Pauses pauses,
            Reception reception,
            Parking parking,
            Announcements announcements,
            Deliveries deliveries,
            StrictOut strict) {
        return new ErrorPolicy(pauses, reception, parking, announcements, deliveries, strict);
    }

    @Bean
    RoutesBuilder receiveFromHis(Reception reception) {
        return new ReceiveRoute("his", listening("his", settings.his()), reception);
    }

    @Bean
    RoutesBuilder receiveFromPivas(Reception reception) {
        return new ReceiveRoute("pivas", listening("pivas", settings.pivas()), reception);
    }

    private String listening(String channel, RoutesProperties.Line line) {
        RoutesProperties.Mllp mllp = settings.mllp();
        return "mllp-in:%s?host=%s&port=%d&maxFrame=%d&connections=%d&readTimeout=%d"
                .formatted(
                        channel,
                        settings.bind(),
                        line.port(),
                        mllp.maxFrame(),
                        mllp.connections(),
                        mllp.readTimeout().toMillis());
    }

    @Bean
    RoutesBuilder process(
            MessageLog messages,
            Translator translator,
            UnknownCodes codes,
            FhirStore fhir,
            AnswerDesk desk,
            Settlement settlement,
            Parking parking,
            Clock clock,
            MeterRegistry meters) {
        return new ProcessRoute(
                messages,
                new DecideMessage(translator, codes, fhir, desk, clock, meters),
                settlement,
                parking,
                settings.workers(),
                clock,
                meters);
    }

    @Bean
    RoutesBuilder announce(Announcements announcements, Deliveries deliveries) {
        return new AnnounceRoute(announcements, deliveries);
    }

    @Bean
    RoutesBuilder deliverToHis(Deliveries deliveries, StrictOut strict) {
        return new DeliverRoute("his", sending("his", settings.his()), deliveries, strict);
    }

    @Bean
    RoutesBuilder deliverToPivas(Deliveries deliveries, StrictOut strict) {
        return new DeliverRoute("pivas", sending("pivas", settings.pivas()), deliveries, strict);
    }

    private String sending(String channel, RoutesProperties.Line line) {
        return "mllp-out:%s?address=%s&patience=%d"
                .formatted(
                        channel, line.address(), settings.mllp().answerTimeout().toMillis());
    }
}
