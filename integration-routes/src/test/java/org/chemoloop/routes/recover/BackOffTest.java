package org.chemoloop.routes.recover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The waits of messages that were laid aside. */
class BackOffTest {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Test
    void doublesUpToTheLongest() {
        for (int before = 0; before < 40; before++) {
            long middle = Math.min(2_000L << Math.min(before, 10), 60_000);
            assertThat(BackOff.after(before, FIRST, LONGEST).toMillis())
                    .isBetween(Math.round(middle * 0.8) - 1, Math.round(middle * 1.2) + 1);
        }
    }

    @Test
    void whatFailedTogetherDoesNotComeBackTogether() {
        Set<Duration> waits = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            waits.add(BackOff.after(3, FIRST, LONGEST));
        }
        assertThat(waits).hasSizeGreaterThan(10);
    }
}
