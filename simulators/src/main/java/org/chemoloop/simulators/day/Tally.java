package org.chemoloop.simulators.day;

/** Counts what the board shows. */
public final class Tally implements Board {

    private final Board board;
    private int completed;
    private int printed;
    private int refused;
    private int surprises;

    Tally(Board board) {
        this.board = board;
    }

    @Override
    public synchronized void moved(Cell cell, String step) {
        if (step.equals("completed")) {
            completed++;
        }
        board.moved(cell, step);
    }

    @Override
    public synchronized void printed(String kind, String code) {
        printed++;
        board.printed(kind, code);
    }

    @Override
    public synchronized void refused(Cell cell, String mistake, String issue, String text) {
        refused++;
        board.refused(cell, mistake, issue, text);
    }

    @Override
    public synchronized void surprise(String what) {
        surprises++;
        board.surprise(what);
    }

    @Override
    public void notice(String what) {
        board.notice(what);
    }

    @Override
    public void ended() {
        board.ended();
    }

    /** Whether the day went as planned. */
    public synchronized boolean asPlanned() {
        return surprises == 0;
    }

    /** The day in one line. */
    public synchronized String summary() {
        return "%d bags completed, %d labels printed, %d wrong scans refused, %d surprises"
                .formatted(completed, printed, refused, surprises);
    }
}
