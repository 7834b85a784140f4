package org.chemoloop.simulators;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.chemoloop.simulators.day.DayPlan;
import org.chemoloop.simulators.his.His;
import org.chemoloop.simulators.wire.Hl7;

/** A HIS alone: sends a day's bookings, arrivals and orders, then prints what it hears until it is stopped. */
public final class HisSimulator {

    private HisSimulator() {}

    /** {@code [--patients 3] [--bags 9] [--seed 1]}; {@code --patients 0} only listens. */
    public static void main(String[] arguments) throws Exception {
        var options = Options.parse(arguments, Map.of("patients", "3", "bags", "9", "seed", "1"));
        var installation = Installation.from(System.getenv());
        Clock clock = Clock.systemDefaultZone();
        String run = DemoDay.runOf(clock);
        try (var his = new His(installation.ordersIn(), run, clock, heard -> print("heard", heard));
                var ear = his.listen(installation.hisListens(), System.err::println)) {
            System.out.println("HIS listens on " + ear.port());
            if (options.number("patients") > 0) {
                send(his, DayPlan.of(options.number("patients"), options.number("bags"), options.number("seed"), run));
            }
            Thread.currentThread().join();
        }
    }

    private static void send(His his, DayPlan plan) throws IOException {
        for (DayPlan.Visit visit : plan.visits()) {
            print("booking", his.send(his.messages().book(visit.patient())));
            print("arrival", his.send(his.messages().arrive(visit.patient())));
            for (DayPlan.Bag bag : visit.bags()) {
                Hl7 order = bag.oldDialect()
                        ? his.messages().orderInOldDialect(bag.order())
                        : his.messages().order(bag.order());
                print("order " + bag.order().placerNumber(), his.send(order));
            }
        }
    }

    private static void print(String what, Hl7 message) {
        System.out.println(what + ":\n" + message.text().replace('\r', '\n'));
    }
}
