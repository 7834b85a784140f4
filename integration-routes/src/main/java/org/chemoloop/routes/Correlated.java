package org.chemoloop.routes;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.chemoloop.routes.correlation.Correlation;
import org.jspecify.annotations.Nullable;

/** Names what a thread of a route is at, until the exchange is done. */
final class Correlated {
    private static final SynchronizationAdapter DONE = new SynchronizationAdapter() {
        @Override
        public void onDone(Exchange exchange) {
            Correlation.end();
        }
    };

    private Correlated() {}

    static void by(Exchange exchange, @Nullable String name) {
        Correlation.begin(name);
        exchange.getExchangeExtension().addOnCompletion(DONE);
    }
}
