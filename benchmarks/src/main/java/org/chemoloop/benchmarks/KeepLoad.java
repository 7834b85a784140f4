package org.chemoloop.benchmarks;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.chemoloop.routes.broker.EmbeddedBroker;

/**
 * Keeping a message and saying CA, beside its limit: a loop that does nothing but send the same bytes durably to an
 * Artemis with the same settings on the same disk. In turns, with nothing processed behind.
 */
public final class KeepLoad {
    private static final String QUEUE = "bare";
    private static final int TURNS = 3;

    private KeepLoad() {}

    /**
     * As {@link MllpLoad}, enhanced; the first number of connections counts. Of the environment: CHEMOLOOP_ROUTES_PORT
     * and CHEMOLOOP_TOKEN of an engineer, to pause what is behind the journal, and CHEMOLOOP_DATA_DIR.
     */
    public static void main(String[] arguments) throws Exception {
        LoadOptions options = LoadOptions.parse(arguments);
        Path data = Files.createTempDirectory(Path.of(System.getenv("CHEMOLOOP_DATA_DIR")), "bare-");
        EmbeddedBroker broker = new EmbeddedBroker(data, "localhost", 0, "bare", "bare", Set.of(QUEUE), QUEUE);
        broker.start();
        pause();
        try {
            compare(options, broker);
        } finally {
            broker.stop();
        }
    }

    private static void compare(LoadOptions options, EmbeddedBroker broker) throws Exception {
        int lines = options.connections().get(0);
        MllpLoad mllp = new MllpLoad(options.only(lines), Clock.systemDefaultZone());
        bare(broker, options, lines, options.warmUp());
        mllp.stage(lines, options.warmUp());
        System.out.println("| turn | keep + CA per s | bare durable sends per s | ratio |");
        System.out.println("| ---: | ---: | ---: | ---: |");
        for (int turn = 1; turn <= TURNS; turn++) {
            double kept = mllp.stage(lines, options.perStage()).perSecond();
            double sent = bare(broker, options, lines, options.perStage());
            System.out.printf(Locale.ROOT, "| %d | %.0f | %.0f | %.2f |%n", turn, kept, sent, kept / sent);
        }
    }

    private static void pause() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:"
                        + System.getenv("CHEMOLOOP_ROUTES_PORT") + "/api/channels/fhir-server/pause"))
                .header("Authorization", "Bearer " + System.getenv("CHEMOLOOP_TOKEN"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status != 204) {
            throw new IOException("the channel fhir-server was not paused: HTTP " + status);
        }
    }

    private static double bare(EmbeddedBroker broker, LoadOptions options, int senders, Duration lasts)
            throws Exception {
        LoadMessages messages = new LoadMessages(options.kind(), true, Clock.systemDefaultZone());
        ExecutorService threads = Executors.newFixedThreadPool(senders);
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker.url(), "bare", "bare");
                Connection connection = factory.createConnection()) {
            long start = System.nanoTime();
            List<Future<Integer>> sending = new ArrayList<>();
            for (int i = 0; i < senders; i++) {
                sending.add(threads.submit((Callable<Integer>) () -> send(connection, messages, start, lasts)));
            }
            int sent = 0;
            for (Future<Integer> one : sending) {
                sent += one.get();
            }
            return sent / ((System.nanoTime() - start) / 1e9);
        } finally {
            threads.shutdownNow();
        }
    }

    private static int send(Connection connection, LoadMessages messages, long start, Duration lasts)
            throws JMSException {
        int sent = 0;
        try (Session session = connection.createSession();
                MessageProducer producer = session.createProducer(session.createQueue(QUEUE))) {
            while (System.nanoTime() - start < lasts.toNanos()) {
                BytesMessage message = session.createBytesMessage();
                message.writeBytes(messages.next().frame());
                producer.send(message);
                sent++;
            }
        }
        return sent;
    }
}
