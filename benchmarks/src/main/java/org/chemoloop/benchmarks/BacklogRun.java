package org.chemoloop.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Fills the journal with messages that nobody works off, and watches how they are worked off later: what the process
 * needs meanwhile, how fast it goes, and whether each patient's messages take effect in the order in which they were
 * accepted.
 */
public final class BacklogRun {

    private static final String USAGE = """
            fill RUN MESSAGES       keeps so many messages about 1 000 patients, over 8 connections
            row NAME                what integration-routes holds now
            drain RUN MESSAGES SECONDS   works off for at most so long, then looks at the patients""";

    private static final int PATIENTS = 1_000;
    private static final int CONNECTIONS = 8;
    private static final int LOOKED_AT = 50;
    private static final String NUMBER = "https://chemoloop.org/fhir/sid/outpatient-number";
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private final Installation installation = new Installation(Clock.systemUTC());
    private final Clock clock = Clock.systemDefaultZone();
    private final String run;

    private BacklogRun(String run) {
        this.run = run;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            throw new IllegalArgumentException(USAGE);
        }
        var backlog = new BacklogRun(arguments[1]);
        switch (arguments[0]) {
            case "fill" -> backlog.fill(Integer.parseInt(arguments[2]));
            case "row" -> backlog.row(arguments[1]);
            case "drain" ->
                backlog.drain(Integer.parseInt(arguments[2]), Duration.ofSeconds(Long.parseLong(arguments[3])));
            default -> throw new IllegalArgumentException(USAGE);
        }
    }

    private void fill(int messages) throws Exception {
        installation.hold(true);
        row("empty");
        long begun = System.nanoTime();
        ExecutorService lines = Executors.newFixedThreadPool(CONNECTIONS);
        var sending = new ArrayList<Future<?>>();
        for (int line = 0; line < CONNECTIONS; line++) {
            int first = line;
            sending.add(lines.submit(() -> {
                send(first, messages);
                return null;
            }));
        }
        for (Future<?> line : sending) {
            line.get();
        }
        lines.shutdown();
        double seconds = (System.nanoTime() - begun) / 1e9;
        row(String.format(Locale.ROOT, "%d kept (%.0f/s)", messages, messages / seconds));
    }

    /** Each patient is one connection's, so that the order of acceptance is known. */
    private void send(int first, int messages) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), Installation.port("MLLP_HIS"))) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int n = 0; n < messages; n++) {
                int patient = n % PATIENTS;
                if (patient % CONNECTIONS != first) {
                    continue;
                }
                LoadMessages.Message message = message(patient, n / PATIENTS + 1);
                socket.getOutputStream().write(message.frame());
                String answer = LoadLine.read(in);
                if (!message.isAcceptedBy(answer)) {
                    throw new IOException("not accepted: " + answer.replace('\r', '\n'));
                }
            }
        }
    }

    /** The given name says the how-manieth message of the patient it is. */
    private LoadMessages.Message message(int patient, int version) {
        String now = LocalDateTime.now(clock).format(TIMESTAMP);
        String control = "B" + run + patient + "-" + version;
        String text = String.join(
                        "\r",
                        "MSH|^~\\&|LOAD|HOSPITAL|CHEMOLOOP|DAYCHEMO|%s||ADT^A08^ADT_A01|%s|P|2.5|||AL|NE||UNICODE UTF-8"
                                .formatted(now, control),
                        "EVN|A08|" + now,
                        "PID|1||%s^^^HIS^MR||积压%d^%d||19620617|M".formatted(number(patient), patient, version),
                        "PV1|1|O|日间化疗中心^^^HOSPITAL||||D0001^医生^乙||||||||||||V%s%d".formatted(run, patient))
                + "\r";
        return new LoadMessages.Message(control, LoadMessages.frame(text.getBytes(UTF_8)));
    }

    private String number(int patient) {
        return "M" + run + patient;
    }

    private void row(String name) throws IOException, InterruptedException {
        ProcessFigures routes = ProcessFigures.of(Installation.pid("integration-routes"));
        System.out.printf(
                "| %s | %d | %d | %d | %d | %d |%n",
                name,
                routes.heapMebibytes(),
                routes.residentMebibytes(),
                routes.threads(),
                routes.files(),
                Installation.mebibytes("artemis"));
    }

    private void drain(int messages, Duration most) throws Exception {
        long kept = waiting();
        installation.hold(false);
        long begun = System.nanoTime();
        long left = kept;
        for (int look = 1; left > 0 && System.nanoTime() - begun < most.toNanos(); look++) {
            long at = begun + TimeUnit.SECONDS.toNanos(60L * look);
            while (left > 0 && System.nanoTime() < Math.min(at, begun + most.toNanos())) {
                Thread.sleep(2_000);
                left = waiting();
            }
            row(left + " left");
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        installation.hold(true);
        System.out.printf(
                Locale.ROOT, "%nworked off %d in %.0f s: %.0f/s%n", kept - left, seconds, (kept - left) / seconds);
        int wrong = look(left == 0 ? messages / PATIENTS : 0);
        System.exit(wrong == 0 ? 0 : 1);
    }

    private long waiting() throws IOException, InterruptedException {
        return installation.waiting().messages();
    }

    /** @param last the version that every patient must have now; 0: whatever has been reached */
    private int look(int last) throws IOException, InterruptedException {
        int wrong = 0;
        long versions = 0;
        for (int i = 0; i < LOOKED_AT; i++) {
            int patient = i * (PATIENTS / LOOKED_AT);
            JsonNode found = installation.fhir("Patient?identifier=" + NUMBER + "%7C" + number(patient));
            if (found.path("entry").size() != 1) {
                System.out.println(
                        number(patient) + " is there " + found.path("entry").size() + " times");
                wrong++;
                continue;
            }
            String id = found.at("/entry/0/resource/id").asText();
            var told = new ArrayList<Integer>();
            for (JsonNode entry :
                    installation.fhir("Patient/" + id + "/_history?_count=500").path("entry")) {
                told.add(0, entry.at("/resource/name/0/given/0").asInt());
            }
            versions += told.size();
            if (!isFromOneOn(told) || last > 0 && told.size() != last) {
                System.out.println(number(patient) + " was told " + told);
                wrong++;
            }
        }
        System.out.printf(
                "%d patients looked at, %d versions of them in order, %d patients wrong%n", LOOKED_AT, versions, wrong);
        return wrong;
    }

    private static boolean isFromOneOn(List<Integer> told) {
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i) != i + 1) {
                return false;
            }
        }
        return !told.isEmpty();
    }
}
