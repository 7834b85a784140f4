package org.chemoloop.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chemoloop.benchmarks.BagScans.AtChair;
import org.chemoloop.benchmarks.BagScans.Said;

/**
 * Starts (用药) bags from many PDAs at once, in turns with conditional PUTs of the same resource to a HAPI server that
 * has no loop and works on the same database.
 */
public final class ScanLoad {

    private static final String USAGE = """
            visits COUNT                 orders the bags of that many visits and brings them to the chair
            starts FILE [--pdas 50] [--warm-up 60] [--rounds 4] [--bags 60] --pid guarded=PID --pid bare=PID --pid database=PID
                                         FILE: a line for each bag, as CopiedBags prints them
            CHEMOLOOP_FHIR_PORT, CHEMOLOOP_BARE_PORT, CHEMOLOOP_MLLP_HIS_PORT and CHEMOLOOP_TOKEN (of nurse1) are set.""";

    /** What the server writes behind its answers (AuditEvents, two seconds later) counts, too. */
    private static final Duration WRITTEN_BEHIND = Duration.ofSeconds(4);

    /** Batches of as many bags as are measured in a round. */
    private static final int STARTED_TO_WARM_UP = 3;

    private final BagScans scans;
    private final Map<String, Long> processes;
    private final int pdas;

    ScanLoad(BagScans scans, Map<String, Long> processes, int pdas) {
        this.scans = scans;
        this.processes = processes;
        this.pdas = pdas;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            throw new IllegalArgumentException(USAGE);
        }
        var scans = new BagScans(
                port("CHEMOLOOP_FHIR_PORT"),
                port("CHEMOLOOP_BARE_PORT"),
                System.getenv("CHEMOLOOP_TOKEN"),
                Clock.systemUTC());
        if (arguments[0].equals("visits")) {
            new ScanLoad(scans, Map.of(), 4).visits(Integer.parseInt(arguments[1]));
            return;
        }
        var processes = new LinkedHashMap<String, Long>();
        int pdas = 50;
        int warmUp = 60;
        int rounds = 4;
        int each = 60;
        for (int i = 2; i + 1 < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--pid" -> processes.put(value.split("=")[0], Long.valueOf(value.split("=")[1]));
                case "--pdas" -> pdas = Integer.parseInt(value);
                case "--warm-up" -> warmUp = Integer.parseInt(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--bags" -> each = Integer.parseInt(value);
                default -> throw new IllegalArgumentException(arguments[i] + "\n" + USAGE);
            }
        }
        var bags = new ArrayList<AtChair>();
        Files.readAllLines(Path.of(arguments[1])).forEach(line -> bags.add(AtChair.parse(line)));
        // Neighbours are bags of one patient, whose scans wait for each other; PDAs are at different chairs.
        Collections.shuffle(bags, new Random(1));
        new ScanLoad(scans, processes, pdas).starts(bags, Duration.ofSeconds(warmUp), rounds, each);
    }

    private static int port(String name) {
        return Integer.parseInt(System.getenv().getOrDefault(name, "0"));
    }

    private void visits(int visits) throws Exception {
        var messages = new VisitMessages(Clock.systemDefaultZone());
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port("CHEMOLOOP_MLLP_HIS_PORT"))) {
            InputStream in = socket.getInputStream();
            for (int visit = 0; visit < visits; visit++) {
                for (var message : List.of(messages.arrival(visit), messages.order(visit))) {
                    socket.getOutputStream().write(message.frame());
                    String answer = LoadLine.read(in);
                    if (!message.isAcceptedBy(answer)) {
                        throw new IOException("not accepted: " + answer.replace('\r', '\n'));
                    }
                }
            }
        }
        var bags = new ConcurrentLinkedQueue<>(scans.youngest(visits * VisitMessages.BAGS));
        together(bags, (bag, part) -> {
            yes(scans.step(bag, "accepted"));
            yes(scans.step(bag, "released"));
            yes(scans.dispense(bag, "preparation"));
            yes(scans.dispense(bag, "completed"));
        });
    }

    private void starts(List<AtChair> bags, Duration warmUp, int rounds, int each) throws Exception {
        var waiting = new ConcurrentLinkedQueue<>(bags);
        AtChair first = waiting.remove();
        yes(scans.administer(first, "in-progress"));
        String infusion = scans.infusionOf(first);
        warmUp(waiting, each, first, infusion, warmUp);

        var guarded = new Measured("guarded", "start through the loop");
        var bare = new Measured("bare", "PUT without it");
        for (int round = 0; round < rounds; round++) {
            guarded.add(measured(
                    take(waiting, each), (at, part) -> timed(part, () -> scans.administer(at, "in-progress"))));
            bare.add(measured(
                    take(waiting, each),
                    (at, part) -> timed(part, () -> scans.putBare(infusion, first, at, "in-progress"))));
        }
        System.out.println(Measured.table(guarded, bare));
        if (guarded.notAccepted() + bare.notAccepted() > 0) {
            System.exit(1);
        }
    }

    /**
     * Both servers by the same number of bags: first started as the measured ones will be, often enough for each
     * database connection to know the statements, then paused and resumed until the compiler has seen enough.
     */
    private void warmUp(Queue<AtChair> waiting, int each, AtChair first, String infusion, Duration lasts)
            throws Exception {
        var guarded = new ArrayList<AtChair>();
        var bare = new ArrayList<AtChair>();
        for (int batch = 0; batch < STARTED_TO_WARM_UP; batch++) {
            List<AtChair> ours = List.copyOf(take(waiting, each));
            List<AtChair> theirs = List.copyOf(take(waiting, each));
            setAll(ours, theirs, "in-progress", first, infusion);
            guarded.addAll(ours);
            bare.addAll(theirs);
        }
        long end = System.nanoTime() + lasts.toNanos();
        while (System.nanoTime() < end) {
            setAll(guarded, bare, "on-hold", first, infusion);
            setAll(guarded, bare, "in-progress", first, infusion);
        }
    }

    private void setAll(List<AtChair> guarded, List<AtChair> bare, String status, AtChair first, String infusion)
            throws Exception {
        together(new ConcurrentLinkedQueue<>(guarded), (at, part) -> yes(scans.administer(at, status)));
        together(new ConcurrentLinkedQueue<>(bare), (at, part) -> yes(scans.putBare(infusion, first, at, status)));
    }

    private static Queue<AtChair> take(Queue<AtChair> waiting, int bags) throws IOException {
        var taken = new ConcurrentLinkedQueue<AtChair>();
        for (int i = 0; i < bags; i++) {
            AtChair next = waiting.poll();
            if (next == null) {
                throw new IOException("too few bags for so many rounds");
            }
            taken.add(next);
        }
        return taken;
    }

    private Stage measured(Queue<AtChair> bags, Work<AtChair> work) throws Exception {
        var before = ProcessorTime.of(processes);
        long start = System.nanoTime();
        List<Stage.Part> parts = together(bags, work);
        var took = Duration.ofNanos(System.nanoTime() - start);
        Thread.sleep(WRITTEN_BEHIND.toMillis());
        return Stage.of(pdas, took, parts, ProcessorTime.between(before, ProcessorTime.of(processes)));
    }

    private <T> List<Stage.Part> together(Queue<T> things, Work<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(pdas);
        try {
            var running = new ArrayList<Future<Stage.Part>>();
            for (int i = 0; i < pdas; i++) {
                running.add(threads.submit(() -> {
                    var part = new Stage.Part();
                    for (T next = things.poll(); next != null; next = things.poll()) {
                        work.on(next, part);
                    }
                    return part;
                }));
            }
            var parts = new ArrayList<Stage.Part>();
            for (Future<Stage.Part> pda : running) {
                parts.add(pda.get());
            }
            return parts;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void timed(Stage.Part part, Request request) throws IOException, InterruptedException {
        long sent = System.nanoTime();
        boolean yes = request.send().isYes();
        part.add(System.nanoTime() - sent, yes);
    }

    private static void yes(Said said) throws IOException {
        if (!said.isYes()) {
            throw new IOException("not accepted: " + said);
        }
    }

    private interface Work<T> {
        void on(T thing, Stage.Part part) throws IOException, InterruptedException;
    }

    private interface Request {
        Said send() throws IOException, InterruptedException;
    }
}
