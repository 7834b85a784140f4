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

        Map<String, Double> measured = new SideBySide(Duration.ofMillis(2), 4)
                .add("first", first::incrementAndGet)
                .add("second", second::incrementAndGet)
                .microseconds();

        assertThat(measured).containsOnlyKeys("first", "second");
        assertThat(measured.values()).allSatisfy(value -> assertThat(value).isPositive());
        assertThat(first.get()).isGreaterThanOrEqualTo(200);
        assertThat(second.get()).isGreaterThanOrEqualTo(200);
    }
}
