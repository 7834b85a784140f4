package org.chemoloop.benchmarks;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chemoloop.routes.translate.Translator;

/** Orders per second of fhir-server beside those of an unmodified HAPI server that stores the same, in turns. */
public final class StoreLoad {

    private static final String USAGE = """
            [--clients 8] [--warm-up 180] [--turns 6] [--seconds 20] --pid guarded=PID --pid bare=PID --pid database=PID
            CHEMOLOOP_FHIR_PORT, CHEMOLOOP_BARE_PORT and CHEMOLOOP_TOKEN (of routes) are set; runs in the repository.""";

    private static final Duration WRITTEN_BEHIND = Duration.ofSeconds(4);

    private final OrderWrites orders;
    private final Map<String, Long> processes;
    private final int clients;

    private StoreLoad(OrderWrites orders, Map<String, Long> processes, int clients) {
        this.orders = orders;
        this.processes = processes;
        this.clients = clients;
    }

    public static void main(String[] arguments) throws Exception {
        var processes = new LinkedHashMap<String, Long>();
        int clients = 8;
        int warmUp = 180;
        int turns = 6;
        int seconds = 20;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--pid" -> processes.put(value.split("=")[0], Long.valueOf(value.split("=")[1]));
                case "--clients" -> clients = Integer.parseInt(value);
                case "--warm-up" -> warmUp = Integer.parseInt(value);
                case "--turns" -> turns = Integer.parseInt(value);
                case "--seconds" -> seconds = Integer.parseInt(value);
                default -> throw new IllegalArgumentException(arguments[i] + "\n" + USAGE);
            }
        }
        var orders = new OrderWrites(
                List.of(address("CHEMOLOOP_FHIR_PORT")),
                address("CHEMOLOOP_BARE_PORT"),
                System.getenv("CHEMOLOOP_TOKEN"),
                Translator.load(Path.of("mappings")),
                Files.readString(Path.of("test-messages/RDE_O11/001-two-components/received.hl7")),
                System.currentTimeMillis());
        new StoreLoad(orders, processes, clients).run(Duration.ofSeconds(warmUp), turns, Duration.ofSeconds(seconds));
    }

    private static URI address(String port) {
        return URI.create("http://localhost:" + System.getenv(port) + "/");
    }

    private void run(Duration warmUp, int turns, Duration each) throws Exception {
        orders.learn();
        long end = System.nanoTime() + warmUp.toNanos();
        while (System.nanoTime() < end) {
            together(orders::toGuarded, each.dividedBy(2));
            together(orders::toBare, each.dividedBy(2));
        }
        var guarded = new Measured("guarded", "orders to fhir-server");
        var bare = new Measured("bare", "the same to HAPI");
        for (int turn = 0; turn < turns; turn++) {
            guarded.add(measured(orders::toGuarded, each));
            bare.add(measured(orders::toBare, each));
        }
        System.out.println(Measured.table(guarded, bare));
        if (guarded.notAccepted() + bare.notAccepted() > 0) {
            System.exit(1);
        }
    }

    private Stage measured(Callable<Boolean> work, Duration lasts) throws Exception {
        var before = ProcessorTime.of(processes);
        long start = System.nanoTime();
        List<Stage.Part> parts = together(work, lasts);
        var took = Duration.ofNanos(System.nanoTime() - start);
        Thread.sleep(WRITTEN_BEHIND.toMillis());
        return Stage.of(clients, took, parts, ProcessorTime.between(before, ProcessorTime.of(processes)));
    }

    private List<Stage.Part> together(Callable<Boolean> work, Duration lasts) throws Exception {
        return together(Collections.nCopies(clients, work), lasts);
    }

    /** Has each client do its work again and again, until the time is over. */
    static List<Stage.Part> together(List<? extends Callable<Boolean>> clients, Duration lasts) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients.size());
        long end = System.nanoTime() + lasts.toNanos();
        try {
            var running = new ArrayList<Future<Stage.Part>>();
            for (Callable<Boolean> work : clients) {
                running.add(threads.submit(() -> {
                    var part = new Stage.Part();
                    while (System.nanoTime() < end) {
                        long sent = System.nanoTime();
                        boolean yes = work.call();
                        part.add(System.nanoTime() - sent, yes);
                    }
                    return part;
                }));
            }
            var parts = new ArrayList<Stage.Part>();
            for (Future<Stage.Part> client : running) {
                parts.add(client.get());
            }
            return parts;
        } finally {
            threads.shutdownNow();
        }
    }
}
