package org.chemoloop.routes;

import org.apache.camel.builder.RouteBuilder;
import org.chemoloop.routes.channel.ChannelMetrics;
import org.chemoloop.routes.channel.Pauses;

/** Lets the other routes follow what people have paused, here or in another copy, and measures the channels. */
final class WatchRoute extends RouteBuilder {
    private final Pauses pauses;
    private final ChannelMetrics metrics;

    WatchRoute(Pauses pauses, ChannelMetrics metrics) {
        this.pauses = pauses;
        this.metrics = metrics;
    }

    @Override
    public void configure() {
        from("timer:pauses?period=5000&delay=1000")
                .routeId("follow-pauses")
                .startupOrder(99)
                .process(exchange -> pauses.align(exchange.getContext()));
        from("timer:metrics?period=15000&delay=3000")
                .routeId("measure-channels")
                .startupOrder(98)
                .bean(metrics, "refresh");
    }
}
