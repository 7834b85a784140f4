package org.chemoloop.routes.channel;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.chemoloop.routes.mllp.MllpInComponent.Listening;

/** Finds the listener of each counterpart. */
public final class Lines {
    private final CamelContext camel;

    public Lines(CamelContext camel) {
        this.camel = camel;
    }

    /** Empty before the routes have started. */
    public Optional<Listening> listener(String channel) {
        Route route = camel.getRoute("receive-" + channel);
        return route != null && route.getConsumer() instanceof Listening listening
                ? Optional.of(listening)
                : Optional.empty();
    }

    boolean isListening(String channel) {
        return listener(channel).map(Listening::isListening).orElse(false);
    }
}
