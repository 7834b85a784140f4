package org.chemoloop.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** All rounds of one way to write, which took turns with those of another. */
final class Measured {

    private final String server;
    private final String what;
    private final List<Stage> rounds = new ArrayList<>();

    /** @param server the name of the process that answers; the database works for it */
    Measured(String server, String what) {
        this.server = server;
        this.what = what;
    }

    void add(Stage round) {
        rounds.add(round);
    }

    long notAccepted() {
        return rounds.stream().mapToLong(Stage::notAccepted).sum();
    }

    /** A Markdown table of both and their ratio. */
    static String table(Measured one, Measured other) {
        return String.join(
                "\n",
                "| with %d PDAs | writes | writes/s | p50 ms | p99 ms | server CPU ms | database CPU ms | both | not accepted |"
                        .formatted(one.rounds.get(0).connections()),
                "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
                one.row(),
                other.row(),
                String.format(
                        Locale.ROOT,
                        "| ratio | | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | |",
                        other.perSecond() / one.perSecond(),
                        one.millisOf(0.5) / other.millisOf(0.5),
                        one.millisOf(0.99) / other.millisOf(0.99),
                        one.processorMillis(one.server) / other.processorMillis(other.server),
                        one.processorMillis("database") / other.processorMillis("database"),
                        one.processorMillis() / other.processorMillis()));
    }

    private String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f | %.1f | %.2f | %.2f | %.2f | %d |",
                what,
                writes(),
                perSecond(),
                millisOf(0.5),
                millisOf(0.99),
                processorMillis(server),
                processorMillis("database"),
                processorMillis(),
                notAccepted());
    }

    String what() {
        return what;
    }

    int writes() {
        return rounds.stream().mapToInt(Stage::messages).sum();
    }

    double perSecond() {
        return writes()
                / (rounds.stream().mapToLong(round -> round.took().toNanos()).sum() / 1e9);
    }

    double millisOf(double share) {
        long[] all = rounds.stream()
                .flatMapToLong(round -> LongStream.of(round.sortedNanos()))
                .sorted()
                .toArray();
        return all[Math.max(0, (int) Math.ceil(share * all.length) - 1)] / 1e6;
    }

    private double processorMillis() {
        return processorMillis(server) + processorMillis("database");
    }

    private double processorMillis(String process) {
        return rounds.stream()
                        .mapToDouble(round -> round.processorMillisPerMessage(process) * round.messages())
                        .sum()
                / writes();
    }
}
