package org.chemoloop.routes;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.chemoloop.routes.audit.AuditRelay;
import org.chemoloop.routes.channel.ChannelMetrics;
import org.chemoloop.routes.channel.Pauses;
import org.chemoloop.routes.codes.UnknownCodes;
import org.chemoloop.routes.recover.Archive;
import org.chemoloop.routes.translate.MapWatch;

/**
 * Lets the other routes follow what people have paused, here or in another copy, measures the channels, brings the
 * audit away, and tidies the messages.
 */
final class WatchRoute extends RouteBuilder {
    private final Pauses pauses;
    private final ChannelMetrics metrics;
    private final AuditRelay audit;
    private final MapWatch maps;
    private final UnknownCodes codes;
    private final Archive archive;

    WatchRoute(
            Pauses pauses,
            ChannelMetrics metrics,
            AuditRelay audit,
            MapWatch maps,
            UnknownCodes codes,
            Archive archive) {
        this.archive = archive;
        this.pauses = pauses;
        this.metrics = metrics;
        this.audit = audit;
        this.maps = maps;
        this.codes = codes;
    }

    @Override
    public void configure() {
        // Whatever is away now is looked for again soon: one line each time is enough.
        onException(Exception.class).handled(true).log(LoggingLevel.WARN, "${routeId} waits: ${exception.message}");
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
        from("timer:codes?period=5000&delay=5000")
                .routeId("follow-answered-codes")
                .startupOrder(94)
                .bean(codes, "follow");
        from("timer:archive?period=600000&delay=60000")
                .routeId("archive-messages")
                .startupOrder(95)
                .bean(archive, "tidy");
    }
}
