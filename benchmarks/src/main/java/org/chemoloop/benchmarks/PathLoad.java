package org.chemoloop.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.chemoloop.routes.translate.Translator;

/**
 * Orders per second all the way, from MLLP to the application's AA, beside the same Bundles given to fhir-server
 * directly, in turns, over all nodes of an installation.
 */
public final class PathLoad {

    private static final String USAGE = """
            [--nodes 1] [--clients 8] [--warm-up 120] [--turns 4] [--seconds 20]
            CHEMOLOOP_FHIR_PORT, CHEMOLOOP_MLLP_HIS_PORT (of the first node, the next has 10 more) and CHEMOLOOP_TOKEN
            (of routes) are set; runs in the repository.""";

    private static final int NEXT_NODE = 10;
    private static final Duration WRITTEN_BEHIND = Duration.ofSeconds(4);

    private PathLoad() {}

    /** Exit code 1 when an order was not accepted. */
    public static void main(String[] arguments) throws Exception {
        int nodes = 1;
        int clients = 8;
        int warmUp = 120;
        int turns = 4;
        int seconds = 20;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            int value = Integer.parseInt(arguments[i + 1]);
            switch (arguments[i]) {
                case "--nodes" -> nodes = value;
                case "--clients" -> clients = value;
                case "--warm-up" -> warmUp = value;
                case "--turns" -> turns = value;
                case "--seconds" -> seconds = value;
                default -> throw new IllegalArgumentException(arguments[i] + "\n" + USAGE);
            }
        }
        List<URI> servers = IntStream.range(0, nodes)
                .mapToObj(node -> URI.create("http://localhost:" + port("CHEMOLOOP_FHIR_PORT", node) + "/"))
                .toList();
        OrderWrites orders = new OrderWrites(
                servers,
                servers.get(0),
                System.getenv("CHEMOLOOP_TOKEN"),
                Translator.load(Path.of("mappings")),
                Files.readString(Path.of("test-messages/RDE_O11/001-two-components/received.hl7")),
                System.currentTimeMillis());
        List<OrderLine> lines = new ArrayList<>();
        try {
            for (int i = 0; i < clients; i++) {
                lines.add(new OrderLine(orders, port("CHEMOLOOP_MLLP_HIS_PORT", i % nodes)));
            }
            compare(orders, lines, Duration.ofSeconds(warmUp), turns, Duration.ofSeconds(seconds));
        } finally {
            for (OrderLine line : lines) {
                line.close();
            }
        }
    }

    private static int port(String first, int node) {
        return Integer.parseInt(System.getenv(first)) + NEXT_NODE * node;
    }

    private static void compare(OrderWrites orders, List<OrderLine> lines, Duration warmUp, int turns, Duration each)
            throws Exception {
        List<Callable<Boolean>> direct = Collections.nCopies(lines.size(), orders::toGuarded);
        long end = System.nanoTime() + warmUp.toNanos();
        while (System.nanoTime() < end) {
            StoreLoad.together(lines, each.dividedBy(2));
            StoreLoad.together(direct, each.dividedBy(2));
        }
        Measured path = new Measured("", "HL7 over MLLP, until AA");
        Measured bundles = new Measured("", "the same Bundles to $submit");
        for (int turn = 0; turn < turns; turn++) {
            path.add(measured(lines, each));
            bundles.add(measured(direct, each));
        }
        System.out.println(
                "| with " + lines.size() + " clients | orders | orders/s | p50 ms | p99 ms | not accepted |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
        System.out.println(row(path));
        System.out.println(row(bundles));
        System.out.printf(Locale.ROOT, "| ratio | | %.2f | | | |%n", path.perSecond() / bundles.perSecond());
        if (path.notAccepted() + bundles.notAccepted() > 0) {
            System.exit(1);
        }
    }

    private static Stage measured(List<? extends Callable<Boolean>> clients, Duration lasts) throws Exception {
        long start = System.nanoTime();
        List<Stage.Part> parts = StoreLoad.together(clients, lasts);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Thread.sleep(WRITTEN_BEHIND.toMillis());
        return Stage.of(clients.size(), took, parts, Map.of());
    }

    private static String row(Measured measured) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f | %.1f | %d |",
                measured.what(),
                measured.writes(),
                measured.perSecond(),
                measured.millisOf(0.5),
                measured.millisOf(0.99),
                measured.notAccepted());
    }

    /** A HIS that sends an order and waits for its answer. */
    private static final class OrderLine implements Callable<Boolean>, Closeable {

        private static final int ANSWER_MILLIS = 60_000;

        private final OrderWrites orders;
        private final Socket socket;
        private final InputStream in;

        OrderLine(OrderWrites orders, int port) throws IOException {
            this.orders = orders;
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(ANSWER_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        }

        @Override
        public Boolean call() throws IOException {
            OrderWrites.Message order = orders.message();
            socket.getOutputStream()
                    .write(LoadMessages.frame(order.text()
                            .replace("\r\n", "\r")
                            .replace('\n', '\r')
                            .getBytes(UTF_8)));
            return LoadLine.read(in).contains("MSA|AA|" + order.controlId());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
