package org.chemoloop.simulators.day;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The whole day as one table that is repainted in place, a row per patient and a field per bag. */
final class TerminalBoard implements Board {

    private static final int FIELD = 11;
    private static final Duration FLASH = Duration.ofSeconds(3);
    private static final String RED = "\u001b[97;41m";
    private static final String RESET = "\u001b[0m";
    private static final String REST_OF_LINE_EMPTY = "\u001b[K\n";

    private final PrintStream out;
    private final DayPlan plan;
    private final Clock clock;
    private final Map<Cell, StepColour> fields = new HashMap<>();
    private final Map<Cell, Instant> flashing = new HashMap<>();
    private String footer = "";
    private int labels;
    private boolean painted;

    TerminalBoard(PrintStream out, DayPlan plan, Clock clock) {
        this.out = out;
        this.plan = plan;
        this.clock = clock;
    }

    @Override
    public synchronized void moved(Cell cell, String step) {
        fields.put(cell, StepColour.of(step));
        paint();
    }

    @Override
    public synchronized void printed(String kind, String code) {
        labels++;
        paint();
    }

    @Override
    public synchronized void refused(Cell cell, String mistake, String issue, String text) {
        flashing.put(cell, clock.instant().plus(FLASH));
        footer = RED + " " + issue + " " + RESET + " " + text + " (" + mistake + ")";
        paint();
    }

    @Override
    public synchronized void surprise(String what) {
        footer = RED + " surprise " + RESET + " " + what;
        paint();
    }

    @Override
    public synchronized void notice(String what) {
        footer = what;
        paint();
    }

    @Override
    public synchronized void ended() {
        flashing.clear();
        paint();
    }

    private void paint() {
        Instant now = clock.instant();
        flashing.values().removeIf(now::isAfter);
        var page = new StringBuilder();
        if (painted) {
            page.append("\u001b[").append(plan.visits().size() + 2).append('A');
        }
        painted = true;
        page.append("座位  患者      标签 ").append(labels).append(REST_OF_LINE_EMPTY);
        for (int i = 0; i < plan.visits().size(); i++) {
            row(page, i);
        }
        page.append(footer).append(REST_OF_LINE_EMPTY);
        out.print(page);
        out.flush();
    }

    private void row(StringBuilder page, int visit) {
        var planned = plan.visits().get(visit);
        page.append(StepColour.padded(" " + planned.patient().seat(), 6));
        page.append(
                StepColour.padded(planned.patient().family() + planned.patient().given(), 10));
        for (int bag = 0; bag < planned.bags().size(); bag++) {
            Cell cell = new Cell(visit, bag);
            StepColour step = flashing.containsKey(cell) ? StepColour.REFUSED : fields.get(cell);
            page.append(step == null ? StepColour.padded(" ·", FIELD) : step.field(FIELD));
            page.append(' ');
        }
        page.append(REST_OF_LINE_EMPTY);
    }
}
