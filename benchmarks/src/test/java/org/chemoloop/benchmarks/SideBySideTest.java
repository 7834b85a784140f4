package org.chemoloop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    @Test
    void everyTaskHasItsTurnsAndItsMedian() throws Exception {
        AtomicLong first = new AtomicLong();
        AtomicLong second = new AtomicLong();

        Map<String, SideBySide.Cost> measured = new SideBySide(Duration.ofMillis(2), 4)
                .add("first", first::incrementAndGet)
                .add("second", second::incrementAndGet)
                .costs();

        assertThat(measured).containsOnlyKeys("first", "second");
        assertThat(measured.values())
                .allSatisfy(cost -> assertThat(cost.microseconds()).isPositive())
                .allSatisfy(cost -> assertThat(cost.bytes()).isNotNegative());
        assertThat(first.get()).isGreaterThanOrEqualTo(200);
        assertThat(second.get()).isGreaterThanOrEqualTo(200);
    }
}
