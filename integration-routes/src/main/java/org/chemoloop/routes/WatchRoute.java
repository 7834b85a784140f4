package org.chemoloop.routes;

import org.apache.camel.builder.RouteBuilder;
import org.chemoloop.routes.audit.AuditRelay;
import org.chemoloop.routes.channel.ChannelMetrics;
import org.chemoloop.routes.channel.Pauses;
import org.chemoloop.routes.translate.MapWatch;

/**
 * Lets the other routes follow what people have paused, here or in another copy, measures the channels, and brings the
 * audit away.
 */
final class WatchRoute extends RouteBuilder {
    private final Pauses pauses;
    private final ChannelMetrics metrics;
    private final AuditRelay audit;
    private final MapWatch maps;

    WatchRoute(Pauses pauses, ChannelMetrics metrics, AuditRelay audit, MapWatch maps) {
        this.pauses = pauses;
        this.metrics = metrics;
        this.audit = audit;
        this.maps = maps;
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
        from("timer:audit?period=5000&delay=4000")
                .routeId("relay-audit")
                .startupOrder(97)
                .bean(audit, "relay");
        from("timer:maps?period=5000&delay=5000")
                .routeId("follow-maps")
                .startupOrder(96)
                .bean(maps, "look");
    }
}
