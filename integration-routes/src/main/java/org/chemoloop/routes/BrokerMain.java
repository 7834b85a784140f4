package org.chemoloop.routes;

import java.nio.file.Path;
import java.util.Set;
import org.chemoloop.routes.announce.Deliveries;
import org.chemoloop.routes.broker.EmbeddedBroker;
import org.chemoloop.routes.receive.JmsJournal;
import org.chemoloop.routes.recover.Resend;

/**
 * Runs the broker as a process of its own, for several copies of this service: the same Artemis on the same files as
 * the embedded one.
 */
public final class BrokerMain {
    /** Where messages of the hospital wait to take effect: refused when the disk is nearly full. */
    static final String INTAKE = JmsJournal.QUEUE;

    static final Set<String> QUEUES =
            Set.of(INTAKE, Resend.EVENTS, Deliveries.QUEUE + "his", Deliveries.QUEUE + "pivas");

    private BrokerMain() {}

    /**
     * Settings are those of the service: CHEMOLOOP_DATA_DIR, _SECRETS_DIR, _BROKER_PORT, _BROKER_USER,
     * _BROKER_PASSWORD; and CHEMOLOOP_BROKER_BIND, the address that it listens on: loopback if unset.
     * CHEMOLOOP_LOG_FORMAT is text or json.
     */
    public static void main(String[] arguments) throws Exception {
        System.setProperty(
                "logback.configurationFile",
                "org/chemoloop/routes/broker-logback-" + setting("LOG_FORMAT", "text") + ".xml");
        Path data = Path.of(setting("DATA_DIR", "./data"));
        Secrets secrets = new Secrets(
                Path.of(setting("SECRETS_DIR", data.resolve("secrets").toString())));
        EmbeddedBroker broker = new EmbeddedBroker(
                data.resolve("artemis"),
                setting("BROKER_BIND", EmbeddedBroker.LOOPBACK),
                Integer.parseInt(setting("BROKER_PORT", "61616")),
                setting("BROKER_USER", "chemoloop"),
                secrets.orFile(setting("BROKER_PASSWORD", ""), "broker").get(),
                QUEUES,
                INTAKE);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker), "stop"));
        broker.start();
    }

    private static void stop(EmbeddedBroker broker) {
        try {
            broker.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the broker did not stop cleanly; its journal is whole all the same", e);
        }
    }

    private static String setting(String name, String otherwise) {
        String value = System.getenv("CHEMOLOOP_" + name);
        return value == null || value.isEmpty() ? otherwise : value;
    }
}
