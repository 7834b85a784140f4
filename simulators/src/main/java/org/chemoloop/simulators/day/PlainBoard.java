package org.chemoloop.simulators.day;

import java.io.PrintStream;

/** One line per change, for logs and for terminals without colour. */
final class PlainBoard implements Board {

    private final PrintStream out;
    private final DayPlan plan;

    PlainBoard(PrintStream out, DayPlan plan) {
        this.out = out;
        this.plan = plan;
    }

    @Override
    public void moved(Cell cell, String step) {
        out.println(order(cell) + " " + step);
    }

    @Override
    public void printed(String kind, String code) {
        out.println("label of " + kind + " " + code + " printed");
    }

    @Override
    public void refused(Cell cell, String mistake, String issue, String text) {
        out.println(order(cell) + " refused " + issue + ": " + mistake);
    }

    @Override
    public void surprise(String what) {
        out.println("surprise: " + what);
    }

    @Override
    public void notice(String what) {
        out.println("notice: " + what);
    }

    @Override
    public void ended() {
        // The last line says it all.
    }

    private String order(Cell cell) {
        return plan.visits().get(cell.visit()).bags().get(cell.bag()).order().placerNumber();
    }
}
