package org.chemoloop.routes;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.chemoloop.routes.announce.Announcements;
import org.chemoloop.routes.recover.Outbox;
import org.chemoloop.routes.recover.OutgoingMessage;
import org.chemoloop.routes.recover.Resend;

/** From the loop's events to the messages that the counterparts are owed about them. */
final class AnnounceRoute extends RouteBuilder {
    static final String EVENT = "event-text";

    private final Announcements announcements;
    private final Outbox outbox;

    AnnounceRoute(Announcements announcements, Outbox outbox) {
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
                .bean(announcements, "of")
                .split(body())
                .process(exchange -> Correlated.by(exchange, message(exchange).correlation()))
                .bean(outbox, "take");
    }

    private static OutgoingMessage message(Exchange exchange) {
        return exchange.getMessage().getBody(OutgoingMessage.class);
    }
}
