package org.chemoloop.routes.mllp;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * Lets a route end with {@code to("mllp-out:pivas?address=localhost:6661")}: the body is a message, and the step
 * succeeds when the counterpart has accepted it; otherwise it throws a {@link DeliveryFailure}.
 */
public final class MllpOutComponent extends DefaultComponent {
    private final SocketFactory sockets;
    private final Map<String, MllpSender> senders = new ConcurrentHashMap<>();

    public MllpOutComponent(SocketFactory sockets) {
        this.sockets = sockets;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        MllpOutEndpoint endpoint = new MllpOutEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** One connection per counterpart, however many routes lead to it. */
    private MllpSender sender(String channel, String address, Duration patience) {
        return senders.computeIfAbsent(channel, c -> new MllpSender(address, patience, sockets));
    }

    /** Why the last delivery failed; empty when it did not. */
    public String trouble(String channel) {
        MllpSender sender = senders.get(channel);
        return sender == null ? "" : sender.trouble();
    }

    public boolean isConnected(String channel) {
        MllpSender sender = senders.get(channel);
        return sender != null && sender.isConnected();
    }

    /** The options of a sender. */
    public static final class MllpOutEndpoint extends DefaultEndpoint {
        private final String channel;
        private String address = "";
        private Duration patience = Duration.ofSeconds(20);

        MllpOutEndpoint(String uri, MllpOutComponent component, String channel) {
            super(uri, component);
            this.channel = channel;
        }

        public void setAddress(String address) {
            this.address = address;
        }

        public void setPatience(long millis) {
            this.patience = Duration.ofMillis(millis);
        }

        @Override
        public Producer createProducer() {
            return new Sending(this, ((MllpOutComponent) getComponent()).sender(channel, address, patience));
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("mllp-out only sends; listen with mllp-in");
        }
    }

    private static final class Sending extends DefaultProducer {
        private final MllpSender sender;

        Sending(MllpOutEndpoint endpoint, MllpSender sender) {
            super(endpoint);
            this.sender = sender;
        }

        @Override
        public void process(Exchange exchange) throws Exception {
            byte[] message = exchange.getMessage().getMandatoryBody(byte[].class);
            exchange.getMessage().setBody(sender.deliver(message));
        }

        @Override
        protected void doStop() throws Exception {
            sender.close();
            super.doStop();
        }
    }
}
