package org.chemoloop.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Measures several tasks in turns, by processor time of one thread: a ratio that also holds on a machine with other
 * work to do, where the wall clock of one task after the other compares two moments and not two tasks.
 */
final class SideBySide {
    private static final int CALLS_AT_ONCE = 50;

    private final Map<String, Callable<?>> tasks = new LinkedHashMap<>();
    private final Duration perTurn;
    private final int turns;
    private int lastHash;

    SideBySide(Duration perTurn, int turns) {
        this.perTurn = perTurn;
        this.turns = turns;
    }

    SideBySide add(String name, Callable<?> task) {
        tasks.put(name, task);
        return this;
    }

    /**
     * Microseconds of processor time per call; the median of the later half of the turns, the earlier half warms up.
     */
    Map<String, Double> microseconds() throws Exception {
        Map<String, List<Double>> measured = new LinkedHashMap<>();
        for (int turn = 0; turn < turns; turn++) {
            for (Map.Entry<String, Callable<?>> task : tasks.entrySet()) {
                measured.computeIfAbsent(task.getKey(), name -> new ArrayList<>())
                        .add(oneTurn(task.getValue()));
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        measured.forEach((name, values) -> medians.put(name, medianOfLaterHalf(values)));
        return medians;
    }

    private double oneTurn(Callable<?> task) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long spent;
        long calls = 0;
        do {
            for (int i = 0; i < CALLS_AT_ONCE; i++) {
                // Keeps the compiler from leaving the call out.
                lastHash = System.identityHashCode(task.call()) ^ lastHash;
            }
            calls += CALLS_AT_ONCE;
            spent = threads.getCurrentThreadCpuTime() - start;
        } while (spent < perTurn.toNanos());
        return spent / 1e3 / calls;
    }

    private static double medianOfLaterHalf(List<Double> values) {
        double[] later = values.subList(values.size() / 2, values.size()).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return later.length == 0
                ? Double.NaN
                : Arrays.stream(later).skip(later.length / 2).findFirst().orElse(Double.NaN);
    }
}
