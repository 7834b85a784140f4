package org.chemoloop.label.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chemoloop.label.printer.LabelFormat;
import org.junit.jupiter.api.Test;

/** A slice of {@link ScannerRun}: the same labels, printers and mishaps, fewer codes. */
class ScannerTest {
    private static final int CODES = 8;

    @Test
    void everyLabelIsReadRightUnlessTheScannerSaysItCannot() {
        ScannerRun run = new ScannerRun(20261124);
        for (int i = 0; i < CODES; i++) {
            run.one(LabelFormat.PNG, List.of(Mishap.values()));
            run.one(LabelFormat.ZPL, List.of(Mishap.values()));
            run.one(LabelFormat.TSPL, List.of(Mishap.values()));
        }

        assertThat(run.clean().reads).as(run.clean().line("undistorted")).isEqualTo(run.clean().looks);
        assertThat(run.distorted().readableShare())
                .as(run.distorted().line("distorted"))
                .isGreaterThanOrEqualTo(0.999);
        assertThat(run.clean().wrong + run.distorted().wrong).isZero();
    }
}
