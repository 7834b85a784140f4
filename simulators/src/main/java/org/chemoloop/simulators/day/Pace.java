package org.chemoloop.simulators.day;

import java.time.Duration;
import java.util.Random;

/** How fast the day goes by: 1 is a day in about a minute, 10 ten times as fast. */
public record Pace(double factor) {

    private static final Duration BETWEEN_ARRIVALS = Duration.ofMillis(1_200);
    private static final Duration BETWEEN_SCANS = Duration.ofMillis(700);
    private static final Duration HALF_AN_INFUSION = Duration.ofMillis(2_500);
    private static final Duration COMPOUNDING = Duration.ofMillis(1_500);

    /** A pace of zero or less would never end. */
    public Pace {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("--pace must be above 0: " + factor);
        }
    }

    void untilArrivalOf(int visit) throws InterruptedException {
        sleep(BETWEEN_ARRIVALS.toMillis() * visit);
    }

    void betweenScans(Random chance) throws InterruptedException {
        sleep(BETWEEN_SCANS.toMillis() * (0.5 + chance.nextDouble()));
    }

    void halfAnInfusion(Random chance) throws InterruptedException {
        sleep(HALF_AN_INFUSION.toMillis() * (0.7 + 0.6 * chance.nextDouble()));
    }

    /** How long the PIVAS takes for one step. */
    public Duration compoundingStep() {
        return Duration.ofMillis((long) (COMPOUNDING.toMillis() / factor));
    }

    private void sleep(double millis) throws InterruptedException {
        Thread.sleep((long) (millis / factor));
    }
}
