package org.chemoloop.benchmarks;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.chemoloop.routes.answer.Answer;
import org.chemoloop.routes.answer.AnswerDesk;
import org.chemoloop.routes.receive.Gate;
import org.chemoloop.routes.receive.Journal;
import org.chemoloop.routes.receive.KeptMessage;
import org.chemoloop.routes.receive.Received;
import org.chemoloop.routes.receive.Reception;
import org.chemoloop.routes.receive.RefusalLog;
import org.chemoloop.routes.receive.Turns;
import org.chemoloop.routes.submit.Decision;
import org.chemoloop.routes.submit.Decision.Outcome;
import org.chemoloop.routes.translate.Finding;
import org.chemoloop.routes.translate.Hl7Message;
import org.chemoloop.routes.translate.MapProblems;
import org.chemoloop.routes.translate.Site;
import org.chemoloop.routes.translate.Translation;
import org.chemoloop.routes.translate.Translator;
import org.chemoloop.routes.translate.UnreadableMessageException;

/**
 * Damaged messages through receive, translate and answer: counts what is answered how, what is slow, what fails, and
 * what stays on the heap. The journal keeps nothing; a decision accepts everything. Ends with 1 when a promise is
 * broken: one not answered, one answered with 207, one over 50 ms of processor time, a heap that has grown, or a run
 * that was not done within its minutes.
 */
public final class FuzzRun {
    private static final Duration MOST = Duration.ofMillis(50);
    private static final long HEAP_MAY_GROW = 8L << 20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<byte[]> originals;
    private final Translator translator;
    private final AnswerDesk desk;
    private final Turns turns = new Turns("fuzz");
    private final Reception reception;
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Map<Long, Integer> times = new HashMap<>();
    private final Map<Long, Long> slow = new LinkedHashMap<>();
    private int failed;
    private long worst;
    private long worstSeed;

    /** Every refusal is the first of its message. */
    private static final class NoLog implements RefusalLog {
        @Override
        public Answer keep(KeptMessage message, Answer refusal) {
            return refusal;
        }

        @Override
        public boolean forbid(KeptMessage message, Answer refusal) {
            return true;
        }

        @Override
        public Optional<Earlier> earlier(KeptMessage message) {
            return Optional.empty();
        }
    }

    private FuzzRun(List<byte[]> originals, Translator translator, ZoneId zone) {
        this.originals = originals;
        this.translator = translator;
        this.desk = new AnswerDesk(zone);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        this.reception = new Reception(
                (kept, group, turn) -> {},
                new NoLog(),
                new Gate(translator, Map.of()),
                translator,
                turns,
                desk,
                Duration.ZERO,
                Clock.systemUTC(),
                UUID::randomUUID,
                meters);
    }

    public static void main(String[] arguments) throws IOException, MapProblems {
        int messages = 1_000_000;
        long seed = 20261124;
        int minutes = 12;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--messages" -> messages = Integer.parseInt(arguments[i + 1]);
                case "--seed" -> seed = Long.parseLong(arguments[i + 1]);
                case "--minutes" -> minutes = Integer.parseInt(arguments[i + 1]);
                default ->
                    throw new IllegalArgumentException("--messages N, --seed N, --minutes N; not " + arguments[i]);
            }
        }
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        Translator translator = Translator.load(Path.of("mappings"), new Site(zone, false));
        System.exit(new FuzzRun(originals(), translator, zone).run(messages, seed, Duration.ofMinutes(minutes)));
    }

    private static List<byte[]> originals() throws IOException {
        try (Stream<Path> found = Files.walk(Path.of("test-messages"))) {
            return found.filter(path -> path.endsWith("received.hl7"))
                    .sorted()
                    .map(FuzzRun::bytes)
                    .toList();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param atMost ends the run early, which is then no whole one */
    private int run(int messages, long seed, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        Random seeds = new Random(seed);
        int warmUp = Math.min(20_000, messages / 10);
        for (int i = 0; i < warmUp; i++) {
            once(seeds.nextLong());
        }
        answers.clear();
        times.clear();
        slow.clear();
        worst = 0;
        long before = usedHeap();
        long began = THREADS.getCurrentThreadCpuTime();
        int done = 0;
        while (done < messages && System.nanoTime() < deadline) {
            once(seeds.nextLong());
            done++;
        }
        long spent = THREADS.getCurrentThreadCpuTime() - began;
        long after = usedHeap();
        System.out.printf(
                "%d of %d damaged messages (seed %d, after %d to warm up): %.3f ms CPU each%n",
                done, messages, seed, warmUp, spent / 1e6 / done);
        answers.forEach((answer, count) -> System.out.printf("  %-8s %d%n", answer, count));
        System.out.printf(
                "  CPU per message: p99 %d ms, p99.9 %d ms, worst %.1f ms (seed %d)%n",
                quantile(0.99, done), quantile(0.999, done), worst / 1e6, worstSeed);
        System.out.printf("  over %d ms, also when repeated: %d%n", MOST.toMillis(), slow.size());
        slow.forEach((which, time) -> System.out.printf("    seed %d: %.1f ms%n", which, time / 1e6));
        System.out.printf("  not answered: %d%n", failed);
        System.out.printf(
                "  heap after collection: %.1f MiB at the start, %.1f MiB at the end%n",
                before / 1048576.0, after / 1048576.0);
        boolean kept = done == messages
                && failed == 0
                && slow.isEmpty()
                && !answers.containsKey("AE 207")
                && after - before < HEAP_MAY_GROW;
        return kept ? 0 : 1;
    }

    private long quantile(double part, int messages) {
        long seen = 0;
        for (Map.Entry<Long, Integer> time : new TreeMap<>(times).entrySet()) {
            seen += time.getValue();
            if (seen >= part * messages) {
                return time.getKey();
            }
        }
        return 0;
    }

    private void once(long seed) {
        Random random = new Random(seed);
        byte[] message = Mutations.of(originals.get(random.nextInt(originals.size())), random);
        long began = THREADS.getCurrentThreadCpuTime();
        String answer;
        try {
            answer = answer(message);
        } catch (RuntimeException | Journal.NotKeptException | InterruptedException e) {
            failed++;
            System.err.println("seed " + seed + ": " + e);
            return;
        }
        long spent = THREADS.getCurrentThreadCpuTime() - began;
        answers.merge(answer, 1, Integer::sum);
        times.merge(spent / 1_000_000, 1, Integer::sum);
        if (spent > MOST.toNanos()) {
            // Once may be the compiler; twice is the message.
            long again = repeated(message);
            if (again > MOST.toNanos()) {
                slow.put(seed, again);
            }
        }
        if (spent > worst) {
            worst = spent;
            worstSeed = seed;
        }
    }

    private long repeated(byte[] message) {
        long began = THREADS.getCurrentThreadCpuTime();
        try {
            answer(message);
        } catch (RuntimeException | Journal.NotKeptException | InterruptedException e) {
            failed++;
        }
        return THREADS.getCurrentThreadCpuTime() - began;
    }

    /** The code of the answer and, where it refuses, of its first finding. */
    private String answer(byte[] frame) throws Journal.NotKeptException, InterruptedException {
        KeptMessage kept = reception.read(frame, "his");
        Received received = reception.keep(kept, "");
        Answer atOnce = received.answer();
        if (atOnce != null) {
            reception.answer(received);
            return atOnce.code() + " at the gate";
        }
        Optional<Hl7Message> message = kept.message();
        if (message.isEmpty()) {
            throw new IllegalStateException("kept, but not readable");
        }
        Translation translation = translator.translate(message.get());
        Answer answer = desk.decided(kept.addressee('A', Instant.EPOCH), translation, accepting(translation));
        turns.answer(kept.id(), answer.bytes());
        reception.answer(received);
        if (!readable(answer.bytes())) {
            throw new IllegalStateException("the answer is no HL7");
        }
        return translation.fold(
                translated -> "AA",
                refused -> answer.code() + " "
                        + refused.findings().stream()
                                .findFirst()
                                .map(Finding::code)
                                .orElse(""));
    }

    private static boolean readable(byte[] answer) {
        try {
            return Hl7Message.parse(org.chemoloop.routes.receive.CharacterSets.decode(answer)
                            .text())
                    .segment("MSA")
                    .isPresent();
        } catch (UnreadableMessageException e) {
            return false;
        }
    }

    private static Decision accepting(Translation translation) {
        Outcome accepted = new Outcome(false, "x/1", "", List.of());
        return translation.fold(
                translated -> {
                    Outcome[] all = new Outcome[translated.bundle().getEntry().size()];
                    Arrays.fill(all, accepted);
                    return new Decision(List.of(all));
                },
                refused -> new Decision(List.of()));
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
