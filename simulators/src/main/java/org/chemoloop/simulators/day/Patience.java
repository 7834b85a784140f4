package org.chemoloop.simulators.day;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Looks again and again until something is there, for as long as a nurse would. */
final class Patience {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    private Patience() {}

    static <T> T await(Duration atMost, String what, Look<T> look)
            throws SurpriseException, IOException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<T> found = look.look();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > end) {
                throw new SurpriseException("not within " + atMost.toSeconds() + " s: " + what);
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    /** One look. */
    interface Look<T> {
        Optional<T> look() throws IOException, InterruptedException;
    }
}
