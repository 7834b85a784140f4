package org.chemoloop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessFiguresTest {

    @Test
    void theHeapIsTheSumOfItsGenerations() {
        assertThat(ProcessFigures.used("""
                1234:
                 def new generation   total 92160K, used 20480K [0x00000000c7c00000, 0x00000000ce000000)
                  eden space 81920K,  25% used [0x00000000c7c00000, 0x00000000c9000000, 0x00000000ccc00000)
                 tenured generation   total 204800K, used 102400K [0x00000000ce000000, 0x00000000da800000)
                 Metaspace       used 150000K, committed 151000K, reserved 1200000K
                """)).isEqualTo(120);
        assertThat(ProcessFigures.used(" garbage-first heap   total 260096K, used 51200K [0x0, 0x1)"))
                .isEqualTo(50);
    }

    @Test
    void ofAProcessEveryFigureIsThere() throws IOException, InterruptedException {
        ProcessFigures own = ProcessFigures.of(ProcessHandle.current().pid());

        assertThat(own.residentMebibytes()).isGreaterThan(own.heapMebibytes());
        assertThat(own.threads()).isPositive();
        assertThat(own.files()).isPositive();
    }
}
