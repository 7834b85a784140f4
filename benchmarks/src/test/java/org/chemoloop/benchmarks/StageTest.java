package org.chemoloop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageTest {

    @Test
    void percentilesAreByNearestRank() {
        var part = new Stage.Part();
        for (int millis = 100; millis >= 1; millis--) {
            part.add(Duration.ofMillis(millis).toNanos(), true);
        }
        var stage = Stage.of(8, Duration.ofSeconds(4), List.of(part), Map.of());

        assertThat(stage.millisOf(0.5)).isEqualTo(50);
        assertThat(stage.millisOf(0.99)).isEqualTo(99);
        assertThat(stage.perSecond()).isEqualTo(25);
    }

    @Test
    void theTableComparesEveryStageWithTheFirst() {
        var stages = List.of(stage(1, 10), stage(8, 25));

        assertThat(LoadTable.of(stages, List.of("routes")).lines())
                .last()
                .isEqualTo("| 8 | 25 | 25 | 2.50 | 2.0 | 2.0 | 4.00 | 0 |");
    }

    @Test
    void aCommandWithBracketsAndBlanksDoesNotShiftItsTimes() {
        String stat = "7 (java (x) y) S 1 7 7 0 -1 4194560 1 2 3 4 250 50 0 0 20 0 1 0 1 1 1";

        assertThat(ProcessorTime.parse(stat)).isEqualTo(Duration.ofSeconds(3));
    }

    private static Stage stage(int connections, int messages) {
        var part = new Stage.Part();
        for (int i = 0; i < messages; i++) {
            part.add(Duration.ofMillis(2).toNanos(), true);
        }
        return Stage.of(connections, Duration.ofSeconds(1), List.of(part), Map.of("routes", Duration.ofMillis(100)));
    }
}
