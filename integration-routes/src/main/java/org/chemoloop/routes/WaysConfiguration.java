package org.chemoloop.routes;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.chemoloop.routes.announce.Announcements;
import org.chemoloop.routes.announce.Deliveries;
import org.chemoloop.routes.announce.EventOrder;
import org.chemoloop.routes.answer.AnswerDesk;
import org.chemoloop.routes.channel.Pauses;
import org.chemoloop.routes.codes.UnknownCodes;
import org.chemoloop.routes.conform.StrictOut;
import org.chemoloop.routes.receive.Reception;
import org.chemoloop.routes.recover.MessageLog;
import org.chemoloop.routes.recover.Parking;
import org.chemoloop.routes.recover.Settlement;
import org.chemoloop.routes.submit.FhirStore;
import org.chemoloop.routes.translate.Translator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ways through the rooms. */
@Configuration(proxyBeanMethods = false)
class WaysConfiguration {
    private final RoutesProperties settings;

    WaysConfiguration(RoutesProperties settings) {
        this.settings = settings;
    }

    @Bean
    StrictOut strictOut() {
        return new StrictOut();
    }

    @Bean
    RouteConfigurationsBuilder errorPolicy(
            Pauses pauses,
            Reception reception,
            Parking parking,
            EventOrder order,
            Announcements announcements,
            Deliveries deliveries,
            StrictOut strict) {
        return new ErrorPolicy(pauses, reception, parking, order, announcements, deliveries, strict);
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
    RoutesBuilder announce(EventOrder order, Announcements announcements, Deliveries deliveries) {
        return new AnnounceRoute(order, announcements, deliveries);
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
