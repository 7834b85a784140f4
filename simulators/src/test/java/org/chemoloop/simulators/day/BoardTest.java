package org.chemoloop.simulators.day;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.chemoloop.simulators.day.Board.Cell;
import org.junit.jupiter.api.Test;

class BoardTest {

    private Instant now = Instant.parse("2026-11-24T01:00:00Z");
    private final DayPlan plan = DayPlan.of(2, 4, 1, "RUN");

    @Test
    void aLogHasOneLinePerChange() {
        assertThat(shown(PlainBoard::new, this::halfADay))
                .containsExactly(
                        "PRUN0-1 infusing",
                        "label of wristband 900000000012 printed",
                        "PRUN0-1 completed",
                        "PRUN1-2 refused wrong-patient: another patient's wristband",
                        "surprise: the round was lost");
    }

    @Test
    void theTableShowsARunningBagGreenAnEndedOneGreyAndARefusalRed() {
        var lines = String.join("\n", shown(this::terminal, this::halfADay));

        assertThat(lines).contains("\u001b[30;42m 用药中", "\u001b[90m 已结束", "\u001b[97;41m 拒绝", "患者不符");
    }

    @Test
    void theTableIsRepaintedInPlace() {
        int rows = plan.visits().size() + 2;

        assertThat(shown(this::terminal, this::halfADay)).hasSize(5 * rows);
        assertThat(String.join("\n", shown(this::terminal, this::halfADay))).contains("\u001b[" + rows + "A");
    }

    @Test
    void theSummaryCountsWhatHappened() {
        var out = new ByteArrayOutputStream();
        var tally = new Tally(new PlainBoard(new PrintStream(out, true, UTF_8), plan));
        halfADay(tally);

        assertThat(tally.summary()).isEqualTo("1 bags completed, 1 labels printed, 1 wrong scans refused, 1 surprises");
        assertThat(tally.asPlanned()).isFalse();
    }

    @Test
    void aRefusalFlashesForThreeSeconds() {
        var out = new ByteArrayOutputStream();
        var board = terminal(new PrintStream(out, true, UTF_8), plan);
        board.moved(new Cell(0, 0), "completed");
        board.refused(new Cell(0, 0), "start of a bag that has ended", "already-done", "已结束");
        now = now.plusSeconds(3);
        assertThat(repainted(board, out)).contains("拒绝").doesNotContain("已结束  ");
        now = now.plusMillis(1);
        assertThat(repainted(board, out)).doesNotContain("拒绝").contains("已结束  ");
    }

    private static String repainted(Board board, ByteArrayOutputStream out) {
        out.reset();
        board.moved(new Cell(1, 0), "ordered");
        return out.toString(UTF_8);
    }

    private Board terminal(PrintStream out, DayPlan plan) {
        return new TerminalBoard(out, plan, new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        });
    }

    private void halfADay(Board board) {
        board.moved(new Cell(0, 0), "infusing");
        board.printed("wristband", "900000000012");
        board.moved(new Cell(0, 0), "completed");
        board.refused(new Cell(1, 1), "another patient's wristband", "wrong-patient", "患者不符");
        board.surprise("the round was lost");
    }

    private String[] shown(BiFunction<PrintStream, DayPlan, Board> board, Consumer<Board> day) {
        var out = new ByteArrayOutputStream();
        day.accept(board.apply(new PrintStream(out, true, UTF_8), plan));
        return out.toString(UTF_8).split("\n");
    }
}
