package org.chemoloop.simulators.day;

import java.io.IOException;
import java.time.Duration;
import org.chemoloop.simulators.pda.ScanAnswer;

/** Makes the planned mistakes and expects each to be refused for its own reason. */
final class Mistakes {

    private static final Duration NEIGHBOUR_ARRIVES = Duration.ofSeconds(60);

    private final NursePair nurses;
    private final Chairs chairs;

    Mistakes(NursePair nurses, Chairs chairs) {
        this.nurses = nurses;
        this.chairs = chairs;
    }

    void make(PlacedBag bag, WrongScan.Moment moment) throws SurpriseException, IOException, InterruptedException {
        for (WrongScan mistake : bag.plan().wrongScans()) {
            if (mistake.moment() == moment) {
                judge(bag, mistake, scan(bag, mistake));
            }
        }
    }

    private ScanAnswer scan(PlacedBag bag, WrongScan mistake)
            throws SurpriseException, IOException, InterruptedException {
        return switch (mistake) {
            case NOT_RECEIVED, AFTER_THE_END -> nurses.start(bag, bag.code(), bag.wristband());
            case UNREADABLE_CODE -> nurses.start(bag, BagCodes.misread(bag.code()), bag.wristband());
            case UNKNOWN_BAG -> nurses.start(bag, BagCodes.neverPrinted(), bag.wristband());
            case WRONG_WRISTBAND -> nurses.start(bag, bag.code(), neighboursWristband(bag));
            case NO_WITNESS -> nurses.startAlone(bag.code(), bag.wristband());
        };
    }

    private String neighboursWristband(PlacedBag bag) throws SurpriseException, IOException, InterruptedException {
        int neighbour = bag.cell().visit() - 1;
        return Patience.await(
                NEIGHBOUR_ARRIVES, "wristband of visit " + neighbour, () -> chairs.wristbandOf(neighbour));
    }

    private void judge(PlacedBag bag, WrongScan mistake, ScanAnswer answer) {
        if (answer instanceof ScanAnswer.Refused refused && mistake.rightlyRefusedAs(refused.issue())) {
            chairs.board().refused(bag.cell(), mistake.mistake(), refused.issue(), refused.text());
        } else {
            chairs.board().surprise("%s, bag %s: %s".formatted(mistake.mistake(), bag.code(), answer));
        }
    }
}
