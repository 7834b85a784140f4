package org.chemoloop.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * Visits arrive at a steady pace, three bags are ordered for each, PIVAS hears of them and they are accepted and
 * released, for hours; each minute a row says what the processes hold, and at the end what has grown.
 */
public final class SoakRun {

    private static final List<String> PARTS = List.of("fhir-server", "integration-routes", "label-print-service");
    private static final Pattern BAG = Pattern.compile("ORC\\|NW\\|(\\d{12})");
    /** A part whose last quarter of the time needs this much more than its second quarter has not come to rest. */
    private static final double FLAT = 1.10;

    private static final int FEW = 5;

    private final Installation installation;
    private final BlockingQueue<String> bags = new LinkedBlockingQueue<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final AtomicInteger visits = new AtomicInteger();
    private final AtomicInteger scans = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean running = true;

    private SoakRun(Installation installation) {
        this.installation = installation;
    }

    /** One minute. */
    private record Row(
            int visits,
            int scans,
            Installation.Waiting waiting,
            long databaseMebibytes,
            Map<String, ProcessFigures> parts) {}

    /** {@code [--minutes 60] [--visits-per-minute 30]}; exit code 1 when something has grown. */
    public static void main(String[] arguments) throws Exception {
        int minutes = 60;
        int pace = 30;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            int value = Integer.parseInt(arguments[i + 1]);
            switch (arguments[i]) {
                case "--minutes" -> minutes = value;
                case "--visits-per-minute" -> pace = value;
                default -> throw new IllegalArgumentException(arguments[i]);
            }
        }
        boolean flat = new SoakRun(new Installation(Clock.systemUTC())).run(minutes, pace);
        System.exit(flat ? 0 : 1);
    }

    private boolean run(int minutes, int pace) throws Exception {
        try (Counterpart pivas = new Counterpart(Installation.portOf("PIVAS"), this::hear);
                Counterpart his = new Counterpart(Installation.portOf("HIS"), message -> {})) {
            Thread sending = work("his", () -> send(Duration.ofMinutes(1).dividedBy(pace)));
            Thread scanning = work("nurse", this::scan);
            List<Row> rows = watch(minutes);
            running = false;
            sending.join();
            scanning.join();
            return verdict(rows);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private Thread work(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Exception | Error e) {
                        failure.compareAndSet(null, e);
                    }
                },
                name);
        thread.start();
        return thread;
    }

    private void hear(String message) {
        var found = BAG.matcher(message);
        while (found.find()) {
            if (told.add(found.group(1))) {
                bags.add(found.group(1));
            }
        }
    }

    private void send(Duration between) throws Exception {
        var messages = new VisitMessages(Clock.systemDefaultZone());
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), Installation.port("MLLP_HIS"))) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            long due = System.nanoTime();
            while (running) {
                int visit = visits.incrementAndGet();
                for (var message : List.of(messages.arrival(visit), messages.order(visit))) {
                    socket.getOutputStream().write(message.frame());
                    String answer = LoadLine.read(in);
                    if (!message.isAcceptedBy(answer)) {
                        throw new IOException("not accepted: " + answer.replace('\r', '\n'));
                    }
                }
                due += between.toNanos();
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            }
        }
    }

    private void scan() throws Exception {
        String token = installation.token("nurse1");
        BagScans pda = pda(token);
        while (running) {
            String bag = bags.poll(1, TimeUnit.SECONDS);
            if (bag == null) {
                continue;
            }
            if (!token.equals(installation.token("nurse1"))) {
                token = installation.token("nurse1");
                pda = pda(token);
            }
            for (String step : List.of("accepted", "released")) {
                BagScans.Said said = pda.step(bag, step);
                if (!said.isYes()) {
                    throw new IOException(bag + " " + step + ": " + said);
                }
                scans.incrementAndGet();
            }
        }
    }

    private static BagScans pda(String token) {
        return new BagScans(Installation.port("FHIR"), 0, token, Clock.systemUTC());
    }

    private List<Row> watch(int minutes) throws Exception {
        System.out.println("| minute | visits | scans | waiting | oldest s | database MiB | "
                + String.join(
                        " | ",
                        PARTS.stream()
                                .map(part -> part + " heap, resident MiB, threads, files")
                                .toList())
                + " |");
        System.out.println("| ---: ".repeat(6 + PARTS.size()) + "|");
        var rows = new ArrayList<Row>();
        long begun = System.nanoTime();
        for (int minute = 1; minute <= minutes; minute++) {
            long at = begun + TimeUnit.MINUTES.toNanos(minute);
            while (System.nanoTime() < at) {
                Thread.sleep(500);
                if (failure.get() != null) {
                    throw new IOException("the load has ended in minute " + minute, failure.get());
                }
            }
            Row row = row();
            rows.add(row);
            System.out.println("| " + minute + " | " + row.visits() + " | " + row.scans() + " | "
                    + row.waiting().messages() + " | " + row.waiting().oldestSeconds() + " | "
                    + row.databaseMebibytes() + " | "
                    + String.join(
                            " | ",
                            row.parts().values().stream().map(SoakRun::cell).toList()) + " |");
        }
        return rows;
    }

    private Row row() throws IOException, InterruptedException {
        var parts = new LinkedHashMap<String, ProcessFigures>();
        for (String part : PARTS) {
            parts.put(part, ProcessFigures.of(Installation.pid(part)));
        }
        return new Row(
                visits.get(), scans.get(), installation.waiting(), Installation.mebibytes("postgresql/base"), parts);
    }

    private static String cell(ProcessFigures figures) {
        return figures.heapMebibytes() + ", " + figures.residentMebibytes() + ", " + figures.threads() + ", "
                + figures.files();
    }

    private interface Figure {
        double of(ProcessFigures figures);
    }

    /** The last quarter of the time beside the second. */
    private static boolean verdict(List<Row> rows) {
        int quarter = Math.max(1, rows.size() / 4);
        List<Row> second = rows.subList(Math.min(quarter, rows.size() - 1), Math.min(2 * quarter, rows.size()));
        List<Row> last = rows.subList(rows.size() - quarter, rows.size());
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("heap after collection MiB", ProcessFigures::heapMebibytes);
        figures.put("resident MiB", ProcessFigures::residentMebibytes);
        figures.put("threads", ProcessFigures::threads);
        figures.put("files", ProcessFigures::files);
        boolean flat = true;
        System.out.println(
                "\n| part | figure | second quarter | last quarter | flat |\n| --- | --- | ---: | ---: | --- |");
        for (String part : PARTS) {
            for (Map.Entry<String, Figure> figure : figures.entrySet()) {
                double before = mean(second, part, figure.getValue());
                double after = mean(last, part, figure.getValue());
                boolean same = after <= Math.max(before * FLAT, before + FEW);
                flat &= same;
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %.1f | %.1f | %s |%n",
                        part,
                        figure.getKey(),
                        before,
                        after,
                        same ? "yes" : "**no**");
            }
        }
        return flat;
    }

    private static double mean(List<Row> rows, String part, Figure figure) {
        return rows.stream()
                .mapToDouble(row -> figure.of(Objects.requireNonNull(row.parts().get(part))))
                .average()
                .orElseThrow();
    }
}
