package org.chemoloop.simulators.day;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.chemoloop.simulators.his.His;
import org.chemoloop.simulators.pda.Pda;
import org.chemoloop.simulators.pivas.Pivas;
import org.chemoloop.simulators.pivas.Step;
import org.chemoloop.simulators.wire.Hl7;

/** What the visits of one day share: the HIS, two nurses, the board, and who wears which wristband. */
final class Chairs implements Pivas.Watcher {

    private final His his;
    private final Pda firstNurse;
    private final Pda secondNurse;
    private final Labels labels;
    private final Board board;
    private final Pace pace;
    private final Map<Integer, String> wristbands = new ConcurrentHashMap<>();
    private final Map<String, Board.Cell> cells = new ConcurrentHashMap<>();

    Chairs(His his, Pda firstNurse, Pda secondNurse, Labels labels, Board board, Pace pace) {
        this.his = his;
        this.firstNurse = firstNurse;
        this.secondNurse = secondNurse;
        this.labels = labels;
        this.board = board;
        this.pace = pace;
    }

    His his() {
        return his;
    }

    Labels labels() {
        return labels;
    }

    Board board() {
        return board;
    }

    Pace pace() {
        return pace;
    }

    /** The nurses take turns, and each witnesses for the other. */
    NursePair nursesOf(int visit) {
        return visit % 2 == 0 ? new NursePair(firstNurse, secondNurse) : new NursePair(secondNurse, firstNurse);
    }

    void arrived(int visit, String wristband) {
        wristbands.put(visit, wristband);
    }

    Optional<String> wristbandOf(int visit) {
        return Optional.ofNullable(wristbands.get(visit));
    }

    void placed(PlacedBag bag) {
        cells.put(bag.code(), bag.cell());
    }

    Set<String> bags() {
        return Set.copyOf(cells.keySet());
    }

    @Override
    public void told(Hl7 message) {
        // The board shows what the PIVAS makes of it.
    }

    @Override
    public void reported(String bag, Step step) {
        Board.Cell cell = cells.get(bag);
        // Bags of an earlier day may still come along: they are made, but not on this board.
        if (cell != null) {
            board.moved(cell, step.code());
        }
    }

    @Override
    public void failed(String bag, Step step, String why) {
        board.surprise("PIVAS reported " + step.code() + " of " + bag + ": " + why);
    }
}
