package org.chemoloop.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Processor time of other processes, as Linux counts it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
final class ProcessorTime {

    // USER_HZ, 100 on every architecture that Linux runs Java on.
    private static final long TICKS_PER_SECOND = 100;

    private ProcessorTime() {}

    /** Of each process with all its children: PostgreSQL works in those. */
    static Map<String, Duration> of(Map<String, Long> processes) throws IOException {
        var times = new LinkedHashMap<String, Duration>();
        for (var process : processes.entrySet()) {
            var whole = Duration.ZERO;
            for (long pid : family(process.getValue())) {
                whole = whole.plus(spentBy(pid));
            }
            times.put(process.getKey(), whole);
        }
        return times;
    }

    private static long[] family(long pid) {
        LongStream children =
                ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).mapToLong(ProcessHandle::pid);
        return LongStream.concat(LongStream.of(pid), children).toArray();
    }

    private static Duration spentBy(long pid) throws IOException {
        try {
            return parse(Files.readString(Path.of("/proc/" + pid + "/stat")));
        } catch (NoSuchFileException ended) {
            return Duration.ZERO; // its parent counts it from now on
        }
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
        long ofEndedChildren = Long.parseLong(fromState[13]) + Long.parseLong(fromState[14]);
        return Duration.ofMillis((user + system + ofEndedChildren) * 1_000 / TICKS_PER_SECOND);
    }
}
