package org.chemoloop.simulators.day;

import java.io.IOException;
import java.util.Optional;
import org.chemoloop.simulators.pda.Pda;
import org.chemoloop.simulators.pda.ScanAnswer;

/** The nurse of a visit and the colleague who witnesses. */
record NursePair(Pda nurse, Pda witness) {

    ScanAnswer startAlone(String bag, String wristband) throws IOException, InterruptedException {
        return nurse.start(bag, wristband, Optional.empty());
    }

    /** The witness confirms with the own PDA first; the start then names both. */
    ScanAnswer startTogether(String bag, String wristband) throws IOException, InterruptedException {
        ScanAnswer confirmed = witness.confirm(bag, wristband);
        // A refused confirmation is no news by itself: the start is then refused for the same mistake.
        return confirmed instanceof ScanAnswer.Failed
                ? confirmed
                : nurse.start(bag, wristband, Optional.of(witness.nurse()));
    }

    ScanAnswer start(PlacedBag bag, String scannedBag, String scannedWristband)
            throws IOException, InterruptedException {
        return bag.madeByPivas()
                ? startTogether(scannedBag, scannedWristband)
                : startAlone(scannedBag, scannedWristband);
    }
}
