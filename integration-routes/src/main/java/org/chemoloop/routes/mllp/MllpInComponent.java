package org.chemoloop.routes.mllp;

import java.time.Duration;
import java.util.Map;
import javax.net.ServerSocketFactory;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Lets a route begin with {@code from("mllp-in:his?port=2575")}: the body is the bytes of one message, and what the
 * route leaves as body is the answer. Headers say where it came in ({@link #CHANNEL}), the name in the certificate of
 * the peer ({@link #CERTIFICATE}, empty without TLS) and whether it is cut ({@link #TOO_LARGE}).
 */
public final class MllpInComponent extends DefaultComponent {
    public static final String CHANNEL = "channel";
    public static final String CERTIFICATE = "certificate";
    public static final String TOO_LARGE = "tooLarge";

    private final ServerSocketFactory sockets;

    public MllpInComponent(ServerSocketFactory sockets) {
        this.sockets = sockets;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        MllpInEndpoint endpoint = new MllpInEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** The options of a listener. */
    public static final class MllpInEndpoint extends DefaultEndpoint {
        private final String channel;
        private String host = "127.0.0.1";
        private int port;
        private int maxFrame = MllpLimits.MAX_FRAME;
        private int connections = MllpLimits.CONNECTIONS;
        private Duration readTimeout = MllpLimits.READ_TIMEOUT;

        MllpInEndpoint(String uri, MllpInComponent component, String channel) {
            super(uri, component);
            this.channel = channel;
        }

        public void setHost(String host) {
            this.host = host;
        }

        public void setPort(int port) {
            this.port = port;
        }

        public void setMaxFrame(int maxFrame) {
            this.maxFrame = maxFrame;
        }

        public void setConnections(int connections) {
            this.connections = connections;
        }

        public void setReadTimeout(long millis) {
            this.readTimeout = Duration.ofMillis(millis);
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException("mllp-in only listens; send with mllp-out");
        }

        @Override
        public Consumer createConsumer(Processor processor) throws Exception {
            Listening listening = new Listening(this, processor);
            configureConsumer(listening);
            return listening;
        }

        private ServerSocketFactory sockets() {
            return ((MllpInComponent) getComponent()).sockets;
        }
    }

    /** A listener as a Camel consumer. */
    public static final class Listening extends DefaultConsumer {
        private final MllpInEndpoint endpoint;
        private final MllpListener listener;

        Listening(MllpInEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
            this.endpoint = endpoint;
            this.listener = new MllpListener(
                    endpoint.channel,
                    new MllpLimits(endpoint.maxFrame, endpoint.connections, endpoint.readTimeout),
                    this::answer,
                    endpoint.sockets());
        }

        public String channel() {
            return endpoint.channel;
        }

        public int connections() {
            return listener.connections();
        }

        public boolean isListening() {
            return listener.isListening();
        }

        /** The port in use; 0 when stopped. */
        public int port() {
            return listener.port();
        }

        private byte @Nullable [] answer(byte[] content, String certificate, boolean tooLarge) throws Exception {
            Exchange exchange = createExchange(false);
            try {
                exchange.getMessage().setBody(content);
                exchange.getMessage().setHeader(CHANNEL, endpoint.channel);
                exchange.getMessage().setHeader(CERTIFICATE, certificate);
                exchange.getMessage().setHeader(TOO_LARGE, tooLarge);
                getProcessor().process(exchange);
                if (exchange.getException() != null) {
                    throw exchange.getException();
                }
                return exchange.getMessage().getBody(byte[].class);
            } finally {
                releaseExchange(exchange, false);
            }
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            listener.start(endpoint.host, endpoint.port);
        }

        @Override
        protected void doStop() throws Exception {
            listener.stop();
            super.doStop();
        }
    }
}
