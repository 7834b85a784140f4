package org.chemoloop.scenarios;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.chemoloop.scenarios.ChaosReckoning.Result;
import org.chemoloop.scenarios.UnrulyCounterpart.Mood;

/**
 * Breaks a running system in every way it may break, while a HIS, a PIVAS and a nurse go on working, and counts
 * afterwards: {@code ./chemoloop chaos --rounds N [--nodes N]}.
 */
final class Chaos implements AutoCloseable {

    private static final int CONNECTIONS = 8;
    /** Longer than the longest wait between two tries of a message. */
    private static final Duration UNTIL_QUIET = Duration.ofMinutes(6);

    private static final int DISK_MEGABYTES = 320;

    private final Plan plan;
    private final Hospital hospital;
    private final UnrulyCounterpart pivas = new UnrulyCounterpart();
    private final UnrulyCounterpart his = new UnrulyCounterpart();
    private final Path journal;
    private final boolean smallDisk;

    /**
     * What to do.
     *
     * @param rounds one fault of a process and one mood of a counterpart each; none: only the races
     * @param nodes of the installation
     * @param pause how long a process is stopped
     * @param calm between two rounds
     * @param races at the end, when all is whole again: so often eight write the same at once
     */
    record Plan(int rounds, int nodes, Duration pause, Duration calm, long seed, int races) {}

    /** What happens to a process in one round. */
    private enum Fault {
        KILL_ROUTES,
        PAUSE_FHIR,
        KILL_DATABASE,
        KILL_FHIR,
        PAUSE_ROUTES,
        KILL_BROKER,
        FULL_DISK,
        PAUSE_DATABASE,
        KILL_ROUTES_AND_FHIR,
        PAUSE_BROKER
    }

    private static final List<Mood> MOODS =
            List.of(Mood.GONE, Mood.ERRORS, Mood.DROPS, Mood.LATE, Mood.MISMATCHES, Mood.FRIENDLY);

    private Chaos(Plan plan) throws IOException, InterruptedException {
        this.plan = plan;
        hospital = Hospital.prepare(
                plan.nodes(),
                Map.of(
                        "CHEMOLOOP_PIVAS_ADDRESS",
                        "localhost:" + pivas.port(),
                        "CHEMOLOOP_HIS_ADDRESS",
                        "localhost:" + his.port(),
                        "CHEMOLOOP_MLLP_ANSWER_TIMEOUT",
                        "2s",
                        "CHEMOLOOP_START_SECONDS",
                        "600"));
        journal = hospital.data().resolve("artemis");
        smallDisk = mountSmallDisk();
    }

    /** Runs the program; the numbers and whatever is wrong go to the standard output. */
    static Result run(Plan plan) throws IOException, InterruptedException, ExecutionException {
        try (var chaos = new Chaos(plan)) {
            chaos.hospital.up();
            return chaos.play();
        }
    }

    /** {@code --rounds N}, {@code --nodes N}, {@code --pause SECONDS}, {@code --seed N}, {@code --races N}. */
    public static void main(String[] arguments) throws Exception {
        Map<String, Long> options =
                new HashMap<>(Map.of("--rounds", 30L, "--nodes", 1L, "--pause", 20L, "--seed", 1L, "--races", 20L));
        for (int i = 0; i < arguments.length; i += 2) {
            if (!options.containsKey(arguments[i]) || i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "chaos takes " + options.keySet() + ", each with a number, not " + Arrays.toString(arguments));
            }
            options.put(arguments[i], Long.parseLong(arguments[i + 1]));
        }
        var plan = new Plan(
                options.get("--rounds").intValue(),
                options.get("--nodes").intValue(),
                Duration.ofSeconds(options.get("--pause")),
                Duration.ofSeconds(5),
                options.get("--seed"),
                options.get("--races").intValue());
        boolean clean =
                plan.rounds() == 0 ? raceAlone(plan).isEmpty() : run(plan).isClean();
        System.exit(clean ? 0 : 1);
    }

    /** Only the races, in a system that nobody breaks. */
    private static List<String> raceAlone(Plan plan) throws IOException, InterruptedException, ExecutionException {
        try (var chaos = new Chaos(plan)) {
            chaos.hospital.up();
            List<String> wrong = chaos.races(chaos.hospital.fhir("engineer1"));
            show("not one", wrong);
            return wrong;
        }
    }

    private Result play() throws IOException, InterruptedException, ExecutionException {
        var turns = new AtomicInteger();
        Fhir engineer = hospital.fhir("engineer1");
        var sender = new ChaosHis(
                CONNECTIONS, plan.seed(), () -> hospital.port("MLLP_HIS", 1 + turns.getAndIncrement() % plan.nodes()));
        var pda = new ChaosPda(
                sender.toScan(),
                () -> hospital.token("nurse1"),
                () -> hospital.token("nurse2"),
                () -> hospital.port("FHIR", 1 + turns.getAndIncrement() % plan.nodes()));
        try {
            Thread.sleep(plan.calm().toMillis());
            for (int round = 0; round < plan.rounds(); round++) {
                play(round);
            }
            pivas.become(Mood.FRIENDLY);
            his.become(Mood.FRIENDLY);
            hospital.up();
        } finally {
            sender.close();
            pda.close();
        }
        var reckoning = new ChaosReckoning(engineer, sender.promises(), sender.refused(), pda.given());
        Result result = awaitQuiet(reckoning)
                .with(Stream.concat(sender.surprises().stream(), pda.surprises().stream())
                        .toList());
        print(sender, pda, result);
        if (!result.isClean()) {
            hospital.keepEvidence();
        }
        List<String> wrong = races(engineer);
        show("not one", wrong);
        return result.doubling(wrong);
    }

    private List<String> races(Fhir engineer) throws IOException, InterruptedException, ExecutionException {
        System.out.printf("%d races of eight writers on %d node(s)%n", plan.races(), plan.nodes());
        try (var races = new ChaosRaces(
                engineer,
                () -> hospital.token("nurse1"),
                () -> hospital.token("his"),
                hospital::translate,
                writer -> hospital.port("MLLP_HIS", 1 + writer % plan.nodes()),
                writer -> hospital.port("FHIR", 1 + writer % plan.nodes()))) {
            List<String> wrong = races.run(plan.races());
            System.out.printf("not exactly one: %d; answers to the writers: %s%n", wrong.size(), races.tally());
            return wrong;
        }
    }

    private void play(int round) throws IOException, InterruptedException {
        Fault fault = Fault.values()[round % Fault.values().length];
        Mood mood = MOODS.get(round % MOODS.size());
        // The first node and the last one in turn, and each fault on both in the long run.
        boolean first = (round + round / Fault.values().length) % 2 == 0;
        String node = first || plan.nodes() == 1 ? "" : "-" + plan.nodes();
        System.out.printf("round %d: %s%s, counterparts %s%n", round + 1, fault, node, mood);
        pivas.become(mood);
        his.become(round % 2 == 0 ? mood : Mood.FRIENDLY);
        String broker = plan.nodes() == 1 ? "integration-routes" : "broker";
        switch (fault) {
            case KILL_ROUTES -> hospital.kill("integration-routes" + node);
            case KILL_FHIR -> hospital.kill("fhir-server" + node);
            case KILL_DATABASE -> hospital.kill("database");
            case KILL_BROKER -> hospital.kill(broker);
            case KILL_ROUTES_AND_FHIR -> {
                hospital.kill("integration-routes" + node);
                hospital.kill("fhir-server" + node);
            }
            case PAUSE_FHIR -> pause("fhir-server" + node);
            case PAUSE_ROUTES -> pause("integration-routes" + node);
            case PAUSE_DATABASE -> pause("database");
            case PAUSE_BROKER -> pause(broker);
            case FULL_DISK -> fillDisk();
        }
        Thread.sleep(plan.calm().toMillis());
        hospital.up();
    }

    private void pause(String part) throws IOException, InterruptedException {
        hospital.signal(part, "STOP");
        try {
            Thread.sleep(plan.pause().toMillis());
        } finally {
            hospital.signal(part, "CONT");
        }
    }

    /** A file system of its own for the journal, small enough to be filled; only root can make one. */
    private boolean mountSmallDisk() throws IOException, InterruptedException {
        Files.createDirectories(journal);
        boolean mounted =
                command("mount", "-t", "tmpfs", "-o", "size=" + DISK_MEGABYTES + "m", "tmpfs", journal.toString()) == 0;
        if (!mounted) {
            System.out.println("no small disk for the journal (mount needs root): it is not filled in this run");
        }
        return mounted;
    }

    private void fillDisk() throws IOException, InterruptedException {
        if (!smallDisk) {
            return;
        }
        Path ballast = journal.resolve("ballast");
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] megabyte = new byte[1 << 20];
            while (Files.getFileStore(journal).getUsableSpace() > 4L * megabyte.length) {
                out.write(megabyte);
            }
        }
        Thread.sleep(plan.pause().toMillis());
        Files.delete(ballast);
    }

    private static int command(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** What is owed arrives by itself, some of it after long waits; what makes no progress for minutes never will. */
    private Result awaitQuiet(ChaosReckoning reckoning) throws IOException, InterruptedException {
        long progress = System.nanoTime();
        Result result = reckoning.compare(pivas.taken(), his.taken());
        while (!result.lost().isEmpty() && System.nanoTime() - progress < UNTIL_QUIET.toNanos()) {
            Thread.sleep(3_000);
            Result next = reckoning.compare(pivas.taken(), his.taken());
            if (next.lost().size() < result.lost().size()) {
                progress = System.nanoTime();
            }
            result = next;
        }
        return result;
    }

    private void print(ChaosHis sender, ChaosPda pda, Result result) {
        System.out.printf(
                """
                | rounds | accepted (AA, CA) | repeated | not kept (AR, CE) | orders stored | bags given | announced | lost | doubled | out of order | left by refused |
                | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
                | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d |
                """,
                plan.rounds(),
                sender.accepted(),
                sender.repeats(),
                sender.rejected(),
                result.stored(),
                pda.given().size(),
                result.announced(),
                result.lost().size(),
                result.doubled().size(),
                result.disordered().size(),
                result.leftovers().size());
        show("lost", result.lost());
        show("doubled", result.doubled());
        show("out of order", result.disordered());
        show("left by refused", result.leftovers());
        show("surprise", result.surprises());
    }

    private static void show(String kind, List<String> words) {
        words.stream().limit(20).forEach(word -> System.out.println(kind + ": " + word.replace('\r', '\n')));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        try {
            hospital.close(() -> {
                if (smallDisk) {
                    command("umount", journal.toString());
                }
            });
        } finally {
            pivas.close();
            his.close();
        }
    }
}
