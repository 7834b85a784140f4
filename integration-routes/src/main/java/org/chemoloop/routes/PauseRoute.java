package org.chemoloop.routes;

import org.apache.camel.builder.RouteBuilder;
import org.chemoloop.routes.channel.Pauses;

/** Lets the other routes follow what people have paused, also in another copy of this service. */
final class PauseRoute extends RouteBuilder {
    private final Pauses pauses;

    PauseRoute(Pauses pauses) {
        this.pauses = pauses;
    }

    @Override
    public void configure() {
        from("timer:pauses?period=5000&delay=1000")
                .routeId("follow-pauses")
                .startupOrder(99)
                .process(exchange -> pauses.align(exchange.getContext()));
    }
}
