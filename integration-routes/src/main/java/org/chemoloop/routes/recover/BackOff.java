package org.chemoloop.routes.recover;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long a message that was laid aside waits for its next try. */
public final class BackOff {
    private static final double SPREAD = 0.2;

    private BackOff() {}

    /**
     * Twice as long each time, give or take a fifth, so that what failed together does not come back together.
     *
     * @param before how often it was laid aside before
     */
    public static Duration after(int before, Duration first, Duration longest) {
        Duration doubled = first.multipliedBy(1L << Math.min(before, 10));
        Duration wait = doubled.compareTo(longest) > 0 ? longest : doubled;
        double spread = 1 + SPREAD * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        return Duration.ofMillis(Math.round(wait.toMillis() * spread));
    }
}
