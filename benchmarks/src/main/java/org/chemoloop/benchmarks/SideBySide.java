package org.chemoloop.benchmarks;

import com.sun.management.ThreadMXBean;
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
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<String, Callable<?>> tasks = new LinkedHashMap<>();
    private final Duration perTurn;
    private final int turns;
    private int callsAtOnce = CALLS_AT_ONCE;
    private int lastHash;

    SideBySide(Duration perTurn, int turns) {
        this.perTurn = perTurn;
        this.turns = turns;
    }

    /** Where one call takes milliseconds, a turn is long enough with few. */
    SideBySide atOnce(int calls) {
        callsAtOnce = calls;
        return this;
    }

    SideBySide add(String name, Callable<?> task) {
        tasks.put(name, task);
        return this;
    }

    /** What one call costs: microseconds of processor time, bytes allocated. */
    record Cost(double microseconds, double bytes) {}

    /** The median of the later half of the turns; the earlier half warms up. */
    Map<String, Cost> costs() throws Exception {
        Map<String, List<Cost>> measured = new LinkedHashMap<>();
        for (int turn = 0; turn < turns; turn++) {
            for (Map.Entry<String, Callable<?>> task : tasks.entrySet()) {
                measured.computeIfAbsent(task.getKey(), name -> new ArrayList<>())
                        .add(oneTurn(task.getValue()));
            }
        }
        Map<String, Cost> medians = new LinkedHashMap<>();
        measured.forEach((name, costs) -> medians.put(
                name,
                new Cost(
                        medianOfLaterHalf(costs.stream().map(Cost::microseconds).toList()),
                        medianOfLaterHalf(costs.stream().map(Cost::bytes).toList()))));
        return medians;
    }

    private Cost oneTurn(Callable<?> task) throws Exception {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = THREADS.getCurrentThreadCpuTime();
        long spent;
        long calls = 0;
        do {
            for (int i = 0; i < callsAtOnce; i++) {
                // Keeps the compiler from leaving the call out.
                lastHash = System.identityHashCode(task.call()) ^ lastHash;
            }
            calls += callsAtOnce;
            spent = THREADS.getCurrentThreadCpuTime() - start;
        } while (spent < perTurn.toNanos());
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        return new Cost(spent / 1e3 / calls, (double) bytes / calls);
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
