package org.chemoloop.simulators.pivas;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.chemoloop.simulators.his.Drug;
import org.chemoloop.simulators.wire.Hl7;
import org.chemoloop.simulators.wire.MllpLine;
import org.chemoloop.simulators.wire.MllpListener;
import org.chemoloop.simulators.wire.SendingApplication;

/** A PIVAS: takes every order, compounds an antitumour bag once it is released and reports each step. */
public final class Pivas implements AutoCloseable {

    private static final Set<String> ANTITUMOUR = Arrays.stream(Drug.values())
            .filter(Drug::antitumour)
            .map(Drug::name)
            .collect(Collectors.toUnmodifiableSet());

    private final SendingApplication application;
    private final PreparationReport report;
    private final MllpLine line;
    private final Duration perStep;
    private final Watcher watcher;
    private final ScheduledExecutorService bench;
    private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();

    /** @param bench the people who compound; @param perStep how long one step takes them */
    public Pivas(
            InetSocketAddress stepsIn,
            String run,
            Clock clock,
            Duration perStep,
            ScheduledExecutorService bench,
            Watcher watcher) {
        this.application = new SendingApplication("PIVAS", run, clock);
        this.report = new PreparationReport(application, clock);
        this.line = new MllpLine(stepsIn);
        this.perStep = perStep;
        this.bench = bench;
        this.watcher = watcher;
    }

    /** Opens the port on which ChemoLoop sends orders, releases and cancellations. */
    public MllpListener listen(InetSocketAddress address, Consumer<String> notice) throws IOException {
        return MllpListener.listen(address, this::receive, notice);
    }

    private Hl7 receive(Hl7 message) {
        watcher.told(message);
        String bag = message.get("ORC", 2);
        switch (message.get("ORC", 1)) {
            case "RL" -> released(bag, message);
            case "CA", "DC" -> withdrawn.add(bag);
            default -> {
                // An order or a change of one: nothing is compounded before the release.
            }
        }
        return application.accept(message);
    }

    private void released(String bag, Hl7 release) {
        boolean ours = release.all("RXC").stream().anyMatch(rxc -> ANTITUMOUR.contains(rxc.get(2)));
        if (ours && begun.add(bag)) {
            next(bag, release.get("RXE", 2), Step.COMPOUNDED);
        }
    }

    private void next(String bag, String drug, Step step) {
        bench.schedule(() -> perform(bag, drug, step), perStep.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void perform(String bag, String drug, Step step) {
        if (withdrawn.contains(bag)) {
            return;
        }
        try {
            Hl7 answer = line.send(report.of(bag, drug, step));
            if (answer.get("MSA", 1).equals("AA")) {
                watcher.reported(bag, step);
                step.following().ifPresent(following -> next(bag, drug, following));
            } else {
                watcher.failed(bag, step, "answered " + answer.get("MSA", 1) + " " + answer.get("ERR", 8));
            }
        } catch (IOException broken) {
            watcher.failed(bag, step, broken.toString());
        }
    }

    @Override
    public void close() throws IOException {
        line.close();
    }

    /** Sees what the PIVAS is told and does. */
    public interface Watcher {

        /** An order, release or change arrived. */
        void told(Hl7 message);

        /** ChemoLoop accepted the report of a step. */
        void reported(String bag, Step step);

        /** The report of a step was not accepted; the bag stays where it is. */
        void failed(String bag, Step step, String why);
    }
}
