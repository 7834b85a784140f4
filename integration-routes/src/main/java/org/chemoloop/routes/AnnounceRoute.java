package org.chemoloop.routes;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.chemoloop.routes.announce.Announcements;
import org.chemoloop.routes.announce.EventOrder;
import org.chemoloop.routes.receive.JmsJournal;
import org.chemoloop.routes.recover.OutOfTurnException;
import org.chemoloop.routes.recover.Outbox;
import org.chemoloop.routes.recover.OutgoingMessage;
import org.chemoloop.routes.recover.Resend;

/** From the loop's events to the messages that the counterparts are owed about them. */
final class AnnounceRoute extends RouteBuilder {
    static final String EVENT = "event-text";

    private final EventOrder order;
    private final Announcements announcements;
    private final Outbox outbox;

    AnnounceRoute(EventOrder order, Announcements announcements, Outbox outbox) {
        this.order = order;
        this.announcements = announcements;
        this.outbox = outbox;
    }

    @Override
    public void configure() {
        from("jms:queue:" + Resend.EVENTS + "?concurrentConsumers=2")
                .routeId("announce")
                .routeConfigurationId(ErrorPolicy.NEVER_LOSE_AN_EVENT)
                .startupOrder(40)
                .setProperty(EVENT, body())
                .process(this::await)
                .bean(announcements, "of")
                .split(body())
                .process(exchange -> Correlated.by(exchange, message(exchange).correlation()))
                .bean(outbox, "take")
                .end()
                .process(exchange -> told(order, exchange));
    }

    private void await(Exchange exchange) throws OutOfTurnException {
        Message event = exchange.getMessage();
        if (!ErrorPolicy.hasWaitedInVain(exchange)) {
            order.await(patient(event), event.getHeader(EventOrder.AFTER, 0L, Long.class));
        }
    }

    /** An event without a place was sent by a person or by an older FHIR side: nothing waits for it. */
    static void told(EventOrder order, Exchange exchange) {
        Message event = exchange.getMessage();
        Long place = event.getHeader(EventOrder.PLACE, Long.class);
        if (place != null) {
            order.told(patient(event), place);
        }
    }

    private static String patient(Message event) {
        return event.getHeader(JmsJournal.GROUP, "", String.class);
    }

    private static OutgoingMessage message(Exchange exchange) {
        return exchange.getMessage().getBody(OutgoingMessage.class);
    }
}
