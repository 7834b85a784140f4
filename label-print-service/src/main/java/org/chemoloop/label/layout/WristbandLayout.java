package org.chemoloop.label.layout;

import java.util.List;

/** A wristband, template 1: the code twice as DataMatrix, because a band is round, and once as Code 128. */
public final class WristbandLayout {
    /** Changes when the same wristband would be drawn otherwise. */
    public static final String TEMPLATE = "wristband-1";

    private static final double MATRIX = 12;
    private static final double BEGIN = 6;
    private static final double TEXT = BEGIN + MATRIX + 2;
    private static final double TEXT_WIDTH = 48;
    private static final double BARS = TEXT + TEXT_WIDTH + 1;
    private static final double BARS_WIDTH = 50;
    private static final double END = BARS + BARS_WIDTH + 1 + MATRIX;

    private WristbandLayout() {}

    /** Draws on the stock that is in the printer. */
    public static Drawing draw(WristbandLabel label, Stock stock, TextMeasure measure) {
        if (stock.width() < END || stock.height() < 18) {
            throw new StockTooSmallException(stock);
        }
        Pen pen = new Pen(measure);
        double top = (stock.height() - 17) / 2;
        double middle = stock.height() / 2;
        pen.matrix(BEGIN, middle - MATRIX / 2, MATRIX, label.code());
        person(pen, label, top);
        pen.linear(BARS, middle - 7, BARS_WIDTH, 10, label.code());
        pen.textCentred(BARS, BARS_WIDTH, middle + 3.4, 3.2, label.code().readable());
        pen.matrix(BARS + BARS_WIDTH + 1, middle - MATRIX / 2, MATRIX, label.code());
        return new Drawing(stock, List.of(pen.page()));
    }

    private static void person(Pen pen, WristbandLabel label, double top) {
        Patient patient = label.patient();
        double room = TEXT_WIDTH;
        if (label.seat() != null) {
            double chip = pen.chipWidth(label.seat(), 4.2);
            pen.inverse(TEXT + TEXT_WIDTH - chip, top + 3.2, 4.2, label.seat());
            pen.textRight(TEXT + TEXT_WIDTH - chip - 0.6, top + 4.6, 2.6, "序号");
            room -= chip + 8;
        }
        pen.text(TEXT, top, 2.7, pen.lines(label.centre(), TEXT_WIDTH, 2.7).get(0));
        double size = Math.max(2.7, Math.min(5.2, room / pen.width(patient.name(), 1)));
        double y = top + 3 + (5.2 - size) / 2;
        for (String row : pen.lines(patient.name(), room, size)) {
            pen.text(TEXT, y, size, row);
            y += size;
        }
        pen.text(TEXT, Math.max(top + 9, y + 0.3), 3.2, patient.outpatientNumber());
        pen.text(TEXT, Math.max(top + 12.8, y + 3.8), 3, patient.described(label.day()));
    }
}
