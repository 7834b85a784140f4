package org.chemoloop.simulators.day;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chemoloop.simulators.day.Board.Cell;
import org.chemoloop.simulators.his.HisMessages;
import org.chemoloop.simulators.his.Order;
import org.chemoloop.simulators.his.Patient;
import org.chemoloop.simulators.pda.Pda;
import org.chemoloop.simulators.pda.ScanAnswer;
import org.chemoloop.simulators.wire.Hl7;

/** One patient's visit, from the booking to the end of the last bag. */
final class VisitPlay {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final int visit;
    private final DayPlan.Visit plan;
    private final Chairs chairs;
    private final NursePair nurses;
    private final Mistakes mistakes;
    private final Clock clock;
    private final Random chance;

    VisitPlay(int visit, DayPlan.Visit plan, Chairs chairs, Clock clock, Random chance) {
        this.visit = visit;
        this.plan = plan;
        this.chairs = chairs;
        this.nurses = chairs.nursesOf(visit);
        this.mistakes = new Mistakes(nurses, chairs);
        this.clock = clock;
        this.chance = chance;
    }

    void play() throws SurpriseException, IOException, InterruptedException {
        chairs.pace().untilArrivalOf(visit);
        String wristband = arrive(plan.patient());
        List<PlacedBag> bags = order(wristband);
        for (String step : List.of("accepted", "released")) {
            for (PlacedBag bag : bags) {
                chairs.pace().betweenScans(chance);
                accepted(bag, step, nurses.nurse().step(bag.code(), step));
            }
        }
        for (PlacedBag bag : bags) {
            chairs.labels().bag(bag);
        }
        for (PlacedBag bag : bags) {
            mistakes.make(bag, WrongScan.Moment.BEFORE_RECEIPT);
            fetch(bag);
            mistakes.make(bag, WrongScan.Moment.BEFORE_START);
            infuse(bag);
            mistakes.make(bag, WrongScan.Moment.AFTER_END);
        }
    }

    private String arrive(Patient patient) throws SurpriseException, IOException, InterruptedException {
        String number = patient.outpatientNumber();
        HisMessages messages = chairs.his().messages();
        answeredAa("booking of " + number, chairs.his().send(messages.book(patient)));
        answeredAa("arrival of " + number, chairs.his().send(messages.arrive(patient)));
        Pda nurse = nurses.nurse();
        String wristband = Patience.await(SOON, "wristband of " + number, () -> nurse.wristbandOf(number));
        chairs.arrived(visit, wristband);
        chairs.labels().wristband(wristband);
        return wristband;
    }

    private List<PlacedBag> order(String wristband) throws SurpriseException, IOException, InterruptedException {
        var bags = new ArrayList<PlacedBag>();
        for (DayPlan.Bag planned : plan.bags()) {
            place(planned);
            String placer = planned.order().placerNumber();
            String code = Patience.await(
                    SOON, "bag of order " + placer, () -> nurses.nurse().bagOf(placer));
            var bag = new PlacedBag(code, wristband, planned, new Cell(visit, bags.size()));
            chairs.placed(bag);
            chairs.board().moved(bag.cell(), "ordered");
            bags.add(bag);
        }
        return bags;
    }

    private void place(DayPlan.Bag planned) throws SurpriseException, IOException {
        Order order = planned.order();
        HisMessages messages = chairs.his().messages();
        Hl7 answer =
                chairs.his().send(planned.oldDialect() ? messages.orderInOldDialect(order) : messages.order(order));
        answeredAa("order " + order.placerNumber(), answer);
        String decision = answer.get("ORC", 1);
        // No ORC: "kept and will be processed". The bag then appears a little later.
        if (!decision.isEmpty() && !decision.equals("OK")) {
            throw new SurpriseException(
                    "order %s answered %s %s".formatted(order.placerNumber(), decision, answer.get("ERR", 8)));
        }
    }

    private void fetch(PlacedBag bag) throws SurpriseException, IOException, InterruptedException {
        Pda nurse = nurses.nurse();
        if (bag.madeByPivas()) {
            Patience.await(
                    SOON,
                    "dispatch of " + bag.code(),
                    () -> nurse.stepOf(bag.code()).filter("dispatched"::equals));
        } else {
            chairs.pace().betweenScans(chance);
            accepted(bag, "prepared", nurse.prepare(bag.code()));
        }
        chairs.pace().betweenScans(chance);
        accepted(bag, "received", nurse.receive(bag.code()));
    }

    private void infuse(PlacedBag bag) throws SurpriseException, IOException, InterruptedException {
        chairs.pace().betweenScans(chance);
        Instant started = clock.instant();
        accepted(bag, "infusing", nurses.start(bag, bag.code(), bag.wristband()));
        chairs.pace().halfAnInfusion(chance);
        accepted("round at " + bag.code(), nurses.nurse().round(bag.wristband()));
        chairs.pace().halfAnInfusion(chance);
        accepted(bag, "completed", nurses.nurse().complete(bag.code(), bag.wristband(), started));
    }

    private void accepted(PlacedBag bag, String step, ScanAnswer answer) throws SurpriseException {
        accepted(step + " of " + bag.code(), answer);
        chairs.board().moved(bag.cell(), step);
    }

    private static void accepted(String what, ScanAnswer answer) throws SurpriseException {
        if (!(answer instanceof ScanAnswer.Accepted)) {
            throw new SurpriseException(what + ": " + answer);
        }
    }

    private static void answeredAa(String what, Hl7 answer) throws SurpriseException {
        if (!answer.get("MSA", 1).equals("AA")) {
            throw new SurpriseException(
                    "%s answered %s %s".formatted(what, answer.get("MSA", 1), answer.get("ERR", 8)));
        }
    }
}
