package org.chemoloop.routes;

import ca.uhn.fhir.context.FhirContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.RoutesBuilder;
import org.chemoloop.routes.announce.AdministrationToHis;
import org.chemoloop.routes.announce.Announcements;
import org.chemoloop.routes.announce.AppointmentToHis;
import org.chemoloop.routes.announce.DeadEvents;
import org.chemoloop.routes.announce.Deliveries;
import org.chemoloop.routes.announce.DispenseToHis;
import org.chemoloop.routes.announce.EventOrder;
import org.chemoloop.routes.announce.Opening;
import org.chemoloop.routes.announce.OrderToPivas;
import org.chemoloop.routes.announce.StoredNumbers;
import org.chemoloop.routes.answer.AnswerDesk;
import org.chemoloop.routes.broker.Queues;
import org.chemoloop.routes.receive.Gate;
import org.chemoloop.routes.receive.JmsJournal;
import org.chemoloop.routes.receive.Reception;
import org.chemoloop.routes.receive.Senders;
import org.chemoloop.routes.receive.Turns;
import org.chemoloop.routes.recover.AnswersElsewhere;
import org.chemoloop.routes.recover.MessageLog;
import org.chemoloop.routes.recover.Parking;
import org.chemoloop.routes.recover.Settlement;
import org.chemoloop.routes.submit.FhirStore;
import org.chemoloop.routes.translate.MapProblems;
import org.chemoloop.routes.translate.Site;
import org.chemoloop.routes.translate.Translator;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jms.core.JmsTemplate;

/** The rooms: receive, translate, answer, recover, announce. */
@Configuration(proxyBeanMethods = false)
class RoomsConfiguration {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final int MOST_BLAMED = 8;
    private static final int MOST_ERRORS = 4;

    private final RoutesProperties settings;

    RoomsConfiguration(RoutesProperties settings) {
        this.settings = settings;
    }

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
            MessageLog messages,
            FhirStore fhir,
            Clock clock,
            MeterRegistry meters) {
        return new Parking(
                database,
                desk,
                settlement,
                messages::takeUp,
                fhir::lastSuccess,
                MOST_BLAMED,
                FIRST_WAIT,
                clock,
                meters);
    }

    @Bean
    Deliveries deliveries(
            JdbcTemplate database, JmsTemplate transactional, Queues queues, Clock clock, MeterRegistry meters) {
        return new Deliveries(database, transactional, queues, MOST_ERRORS, FIRST_WAIT, clock, meters);
    }

    @Bean
    EventOrder eventOrder(JdbcTemplate database) {
        return new EventOrder(database);
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
}
