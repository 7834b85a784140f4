package org.chemoloop.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** What was seen with one number of connections. */
record Stage(
        int connections, Duration took, long[] sortedNanos, long notAccepted, Map<String, Duration> processorTime) {

    static Stage of(int connections, Duration took, List<Part> parts, Map<String, Duration> processorTime) {
        long[] nanos = parts.stream().flatMapToLong(Part::nanos).sorted().toArray();
        long notAccepted = parts.stream().mapToLong(Part::notAccepted).sum();
        return new Stage(connections, took, nanos, notAccepted, processorTime);
    }

    int messages() {
        return sortedNanos.length;
    }

    double perSecond() {
        return messages() / (took.toNanos() / 1e9);
    }

    /** The time within which that share of the messages was answered, by nearest rank. */
    double millisOf(double share) {
        if (sortedNanos.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * sortedNanos.length);
        return sortedNanos[Math.max(0, rank - 1)] / 1e6;
    }

    double processorMillisPerMessage(String process) {
        return processorTime.getOrDefault(process, Duration.ZERO).toNanos() / 1e6 / messages();
    }

    /** What one connection saw. */
    static final class Part {

        private long[] nanos = new long[1_024];
        private int count;
        private long notAccepted;

        void add(long took, boolean accepted) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = took;
            notAccepted += accepted ? 0 : 1;
        }

        LongStream nanos() {
            return Arrays.stream(nanos, 0, count);
        }

        long notAccepted() {
            return notAccepted;
        }
    }
}
