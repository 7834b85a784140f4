package org.chemoloop.benchmarks;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends HL7 v2 messages on more and more connections and prints rate, latency and processor time per message. */
public final class MllpLoad {

    // Bounded also in count, should a listener answer faster than any real one.
    private static final long MOST_MESSAGES = 1_000_000;

    private final LoadOptions options;
    private final LoadMessages messages;

    MllpLoad(LoadOptions options, Clock clock) {
        this.options = options;
        this.messages = new LoadMessages(options.kind(), options.enhanced(), clock);
    }

    /** See {@link LoadOptions#USAGE}; exit code 1 when a message was not accepted. */
    public static void main(String[] arguments) throws Exception {
        var options = LoadOptions.parse(arguments);
        List<Stage> stages = new MllpLoad(options, Clock.systemDefaultZone()).run();
        System.out.println(LoadTable.of(stages, List.copyOf(options.processes().keySet())));
        System.exit(stages.stream().allMatch(stage -> stage.notAccepted() == 0) ? 0 : 1);
    }

    List<Stage> run() throws Exception {
        int most =
                options.connections().stream().mapToInt(Integer::intValue).max().orElse(1);
        stage(most, options.warmUp());
        var stages = new ArrayList<Stage>();
        for (int connections : options.connections()) {
            stages.add(stage(connections, options.perStage()));
        }
        return stages;
    }

    Stage stage(int connections, Duration lasts) throws Exception {
        ExecutorService lines = Executors.newFixedThreadPool(Math.max(1, connections));
        try {
            var before = ProcessorTime.of(options.processes());
            long start = System.nanoTime();
            long end = start + lasts.toNanos();
            var limit = new LoadLine.Limit(MOST_MESSAGES);
            var sending = new ArrayList<Future<Stage.Part>>();
            for (int i = 0; i < connections; i++) {
                sending.add(lines.submit(new LoadLine(options.address(), messages, end, limit)));
            }
            var parts = new ArrayList<Stage.Part>();
            for (Future<Stage.Part> line : sending) {
                parts.add(line.get());
            }
            var took = Duration.ofNanos(System.nanoTime() - start);
            var spent = ProcessorTime.between(before, ProcessorTime.of(options.processes()));
            return Stage.of(connections, took, parts, spent);
        } finally {
            lines.shutdownNow();
        }
    }
}
