package org.chemoloop.routes;

import static org.chemoloop.routes.mllp.MllpInComponent.CERTIFICATE;
import static org.chemoloop.routes.mllp.MllpInComponent.CHANNEL;
import static org.chemoloop.routes.mllp.MllpInComponent.TOO_LARGE;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.chemoloop.routes.receive.KeptMessage;
import org.chemoloop.routes.receive.Reception;

/** From a line of the hospital into the synced journal, and the answer back in the same turn. */
final class ReceiveRoute extends RouteBuilder {
    private final String channel;
    private final String endpoint;
    private final Reception reception;

    ReceiveRoute(String channel, String endpoint, Reception reception) {
        this.channel = channel;
        this.endpoint = endpoint;
        this.reception = reception;
    }

    @Override
    public void configure() {
        from(endpoint)
                .routeId("receive-" + channel)
                .routeConfigurationId(ErrorPolicy.ANSWER_EVERY_MESSAGE)
                .startupOrder(channel.equals("his") ? 91 : 90)
                .bean(reception, "read(${body}, ${header." + CHANNEL + "})")
                .process(exchange -> Correlated.by(exchange, id(exchange)))
                .filter(header(TOO_LARGE).isEqualTo(true))
                .bean(reception, "tooLarge")
                .stop()
                .end()
                .bean(reception, "keep(${body}, ${header." + CERTIFICATE + "})")
                .bean(reception, "answer");
    }

    private static String id(Exchange exchange) {
        return exchange.getMessage().getBody(KeptMessage.class).id().toString();
    }
}
