package org.chemoloop.simulators;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import org.chemoloop.simulators.day.Pace;
import org.chemoloop.simulators.pivas.Pivas;
import org.chemoloop.simulators.pivas.Step;
import org.chemoloop.simulators.wire.Hl7;

/** A PIVAS alone: compounds what is released and reports it, until it is stopped. */
public final class PivasSimulator {

    private PivasSimulator() {}

    /** {@code [--pace 1]}. */
    public static void main(String[] arguments) throws Exception {
        var options = Options.parse(arguments, Map.of("pace", "1"));
        var installation = Installation.from(System.getenv());
        Clock clock = Clock.systemDefaultZone();
        var bench = Executors.newScheduledThreadPool(2);
        try (var pivas = new Pivas(
                        installation.pivasIn(),
                        DemoDay.runOf(clock),
                        clock,
                        new Pace(options.factor("pace")).compoundingStep(),
                        bench,
                        new Printer());
                var ear = pivas.listen(installation.pivasListens(), System.err::println)) {
            System.out.println("PIVAS listens on " + ear.port());
            Thread.currentThread().join();
        } finally {
            bench.shutdownNow();
        }
    }

    private static final class Printer implements Pivas.Watcher {

        @Override
        public void told(Hl7 message) {
            System.out.println(message.get("ORC", 2) + " " + message.kind() + " " + message.get("ORC", 1));
        }

        @Override
        public void reported(String bag, Step step) {
            System.out.println(bag + " " + step.code());
        }

        @Override
        public void failed(String bag, Step step, String why) {
            System.err.println(bag + " " + step.code() + ": " + why);
        }
    }
}
