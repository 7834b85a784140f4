package org.chemoloop.routes;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.chemoloop.routes.receive.JmsJournal;
import org.chemoloop.routes.receive.KeptMessage;
import org.chemoloop.routes.receive.Reception;
import org.chemoloop.routes.receive.Turn;
import org.chemoloop.routes.recover.InHand;
import org.chemoloop.routes.recover.MessageLog;
import org.chemoloop.routes.recover.OutOfTurnException;
import org.chemoloop.routes.recover.Parking;
import org.chemoloop.routes.recover.Settlement;

/** From the journal to the effect and the answer; patients in parallel, each in the order of arrival. */
final class ProcessRoute extends RouteBuilder {
    private final MessageLog messages;
    private final DecideMessage decide;
    private final Settlement settlement;
    private final Parking parking;
    private final int workers;
    private final Clock clock;
    private final MeterRegistry meters;

    ProcessRoute(
            MessageLog messages,
            DecideMessage decide,
            Settlement settlement,
            Parking parking,
            int workers,
            Clock clock,
            MeterRegistry meters) {
        this.clock = clock;
        this.meters = meters;
        this.messages = messages;
        this.decide = decide;
        this.settlement = settlement;
        this.parking = parking;
        this.workers = workers;
    }

    @Override
    public void configure() {
        from("jms:queue:" + JmsJournal.QUEUE + "?concurrentConsumers=" + workers)
                .routeId("process")
                .routeConfigurationId(ErrorPolicy.RETRY_BY_CAUSE)
                .startupOrder(50)
                .process(exchange -> exchange.getMessage().setBody(arrived(exchange)))
                .process(ProcessRoute::correlate)
                .bean(messages, "enter")
                .toD("direct:${body.next().route()}");

        from("direct:decide")
                .routeId("decide")
                .routeConfigurationId(ErrorPolicy.RETRY_BY_CAUSE)
                .startupOrder(33)
                .process(ProcessRoute::correlate)
                .bean(decide, "translate")
                .bean(decide, "submit")
                .bean(decide, "answer")
                .to("direct:settle");

        from("direct:settle")
                .routeId("settle")
                .routeConfigurationId(ErrorPolicy.RETRY_BY_CAUSE)
                .startupOrder(32)
                .bean(settlement, "settle");

        from("direct:wait").routeId("wait").startupOrder(31).log("waits behind its group kept=${body.kept().id()}");

        from("timer:parked?period=1000&delay=2000")
                .routeId("process-parked")
                .routeConfigurationId(ErrorPolicy.RETRY_BY_CAUSE)
                .startupOrder(51)
                .setProperty(DeliverRoute.MORE, constant(true))
                .loopDoWhile(exchangeProperty(DeliverRoute.MORE))
                .bean(parking, "due")
                .process(DeliverRoute::lookAgain)
                .split(body())
                .to("direct:decide");
    }

    private static void correlate(Exchange exchange) {
        InHand message = exchange.getMessage().getBody(InHand.class);
        Correlated.by(exchange, message.kept().id().toString());
    }

    private InHand arrived(Exchange exchange) throws OutOfTurnException {
        Message message = exchange.getMessage();
        KeptMessage kept = JmsJournal.read(
                message.getBody(byte[].class),
                message.getHeader(JmsJournal.ID, String.class),
                message.getHeader(JmsJournal.CHANNEL, String.class),
                message.getHeader(JmsJournal.RECEIVED, Long.class));
        int resends = message.getHeader(JmsJournal.RESENDS, 0, Integer.class);
        if (resends == 0) {
            // How far the log is behind the journal.
            meters.timer(Reception.ROOM, "room", "journal", "channel", kept.channel())
                    .record(Duration.between(kept.received(), clock.instant()));
        }
        String group = message.getHeader(JmsJournal.GROUP, String.class);
        return InHand.arrived(
                kept,
                new Turn(
                        kept.id(),
                        message.getHeader(JmsJournal.NODE, "", String.class),
                        Instant.ofEpochMilli(message.getHeader(JmsJournal.UNTIL, 0L, Long.class))),
                group,
                resends > 0 || ErrorPolicy.hasWaitedInVain(exchange)
                        ? messages.takeUp()
                        : messages.takeUp(kept.id(), group, message.getHeader(JmsJournal.AFTER, String.class)),
                resends);
    }
}
