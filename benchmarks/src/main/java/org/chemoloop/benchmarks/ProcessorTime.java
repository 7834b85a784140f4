package org.chemoloop.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Processor time of other processes, as Linux counts it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
final class ProcessorTime {

    // USER_HZ, 100 on every architecture that Linux runs Java on.
    private static final long TICKS_PER_SECOND = 100;

    private ProcessorTime() {}

    static Map<String, Duration> of(Map<String, Long> processes) throws IOException {
        var times = new LinkedHashMap<String, Duration>();
        for (var process : processes.entrySet()) {
            times.put(process.getKey(), parse(Files.readString(Path.of("/proc/" + process.getValue() + "/stat"))));
        }
        return times;
    }

    static Map<String, Duration> between(Map<String, Duration> before, Map<String, Duration> after) {
        var spent = new LinkedHashMap<String, Duration>();
        after.forEach((name, time) -> spent.put(name, time.minus(before.getOrDefault(name, Duration.ZERO))));
        return spent;
    }

    static Duration parse(String stat) {
        // Field 2 is the command in brackets and may itself contain blanks and brackets: count from the last one.
        String[] fromState = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long user = Long.parseLong(fromState[11]);
        long system = Long.parseLong(fromState[12]);
        return Duration.ofMillis((user + system) * 1_000 / TICKS_PER_SECOND);
    }
}
