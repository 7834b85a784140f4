package org.chemoloop.routes;

import static org.apache.camel.component.hl7.HL7.messageConformsTo;

import ca.uhn.hl7v2.model.Message;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.chemoloop.routes.announce.Deliveries;
import org.chemoloop.routes.announce.Owed;
import org.chemoloop.routes.conform.StrictOut;

/** From the queue of a counterpart, past the check of our own work, over its line until it has accepted. */
final class DeliverRoute extends RouteBuilder {
    static final String OWED = "owed";

    /** Whether it is worth a look what is due. */
    static final String MORE = "more";

    private static final int LOOKS = 10;

    private final String channel;
    private final String endpoint;
    private final Deliveries deliveries;
    private final StrictOut strict;

    DeliverRoute(String channel, String endpoint, Deliveries deliveries, StrictOut strict) {
        this.channel = channel;
        this.endpoint = endpoint;
        this.deliveries = deliveries;
        this.strict = strict;
    }

    @Override
    public void configure() {
        boolean his = channel.equals("his");
        from("jms:queue:" + Deliveries.QUEUE + channel)
                .routeId("deliver-" + channel)
                .routeConfigurationId(ErrorPolicy.DELIVER_IN_ORDER + channel)
                .startupOrder(his ? 21 : 20)
                .bean(deliveries, "open")
                .filter(body().isNotNull())
                .to("direct:send-" + channel);

        from("timer:parked-" + channel + "?period=1000&delay=2000")
                .routeId("deliver-parked-" + channel)
                .routeConfigurationId(ErrorPolicy.DELIVER_IN_ORDER + channel)
                .startupOrder(his ? 23 : 22)
                // The next of a group is due as soon as the one before it has been accepted.
                .setProperty(MORE, constant(true))
                .loopDoWhile(exchangeProperty(MORE))
                .setBody(constant(channel))
                .bean(deliveries, "due")
                .process(DeliverRoute::lookAgain)
                .split(body())
                .bean(deliveries, "stillDue")
                .filter(body().isNotNull())
                .to("direct:send-" + channel);

        from("direct:send-" + channel)
                .routeId("send-" + channel)
                .routeConfigurationId(ErrorPolicy.DELIVER_IN_ORDER + channel)
                .startupOrder(his ? 11 : 10)
                .setProperty(OWED, body())
                .process(exchange -> Correlated.by(exchange, owed(exchange).correlation()))
                .setBody(exchange -> StrictOut.text(owed(exchange).bytes()))
                .convertBodyTo(Message.class)
                .validate(messageConformsTo(strict.rules()))
                .setBody(exchange -> owed(exchange).bytes())
                .to(endpoint)
                .bean(deliveries, "delivered(${exchangeProperty." + OWED + "}, ${body})");
    }

    /**
     * A few times only: whoever pauses the route waits for the end of it. Camel's own break on shutdown would stay
     * broken when the route is resumed.
     */
    static void lookAgain(Exchange exchange) {
        boolean last = exchange.getProperty(Exchange.LOOP_INDEX, 0, Integer.class) + 1 >= LOOKS;
        exchange.setProperty(
                MORE, !last && !exchange.getMessage().getBody(List.class).isEmpty());
    }

    private static Owed owed(Exchange exchange) {
        return exchange.getProperty(OWED, Owed.class);
    }
}
