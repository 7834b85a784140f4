package org.chemoloop.routes;

import org.apache.camel.builder.RouteBuilder;
import org.chemoloop.routes.announce.Deliveries;
import org.chemoloop.routes.announce.Owed;

/** From the queue of a counterpart over its line, until it has accepted; then noted as delivered. */
final class DeliverRoute extends RouteBuilder {
    static final String OWED = "owed";

    private final String channel;
    private final String endpoint;
    private final Deliveries deliveries;

    DeliverRoute(String channel, String endpoint, Deliveries deliveries) {
        this.channel = channel;
        this.endpoint = endpoint;
        this.deliveries = deliveries;
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
                .setBody(constant(channel))
                .bean(deliveries, "due")
                .split(body())
                .to("direct:send-" + channel);

        from("direct:send-" + channel)
                .routeId("send-" + channel)
                .routeConfigurationId(ErrorPolicy.DELIVER_IN_ORDER + channel)
                .startupOrder(his ? 11 : 10)
                .setProperty(OWED, body())
                .process(exchange -> exchange.getMessage()
                        .setBody(exchange.getMessage().getBody(Owed.class).bytes()))
                .to(endpoint)
                .bean(deliveries, "delivered(${exchangeProperty." + OWED + "}, ${body})");
    }
}
