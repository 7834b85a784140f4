package org.chemoloop.label.template;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chemoloop.label.layout.Pen;
import org.chemoloop.label.layout.TextFlow;
import org.chemoloop.label.layout.TextMeasure;

/** The rows of one line: the text breaks into as many rows as it needs, the dose is never parted from it. */
record LineBlock(Body body, List<String> rows, String dose, boolean highlighted) {
    private static final double GAP = 1.5;
    private static final double BOX = 1.2;

    /** The sizes of a line; {@code pitch} from row to row. */
    record Body(double text, double dose, double pitch) {}

    static LineBlock of(Body body, Line line, double width, TextMeasure measure) {
        double box = line.highlighted() ? BOX : 0;
        double besideDose = line.dose().isEmpty() ? width : width - measure.width(line.dose(), body.dose) - box - GAP;
        // A dose in many words (a range, a count of bottles) gets a row of its own below the name.
        boolean ownRow = besideDose < width / 2;
        List<String> rows =
                new ArrayList<>(TextFlow.lines(line.text(), ownRow ? width : besideDose, body.text, measure));
        if (ownRow) {
            rows.add("");
        }
        return new LineBlock(body, rows, line.dose(), line.highlighted());
    }

    double height() {
        return rows.size() * body.pitch;
    }

    /** The dose stands on the last row, where the eye is after reading the name. */
    void draw(Pen pen, double x, double right, double top) {
        double y = top;
        for (String row : rows) {
            pen.text(x, y, body.text, row);
            y += body.pitch;
        }
        double row = y - body.pitch;
        if (highlighted && !dose.isEmpty()) {
            // In the size of the text: what is white on black needs black around it, and the row has no more room.
            double wide = pen.width(dose, body.text) + BOX;
            pen.inverse(right - wide, row - 0.15, wide, body.pitch - 0.1, body.text, dose);
        } else {
            pen.textRight(right, row - (body.dose - body.text) / 2, body.dose, dose);
        }
    }

    /** A name longer than a page goes on over pages; the dose stands at its end. */
    Stream<LineBlock> inPiecesOf(int most) {
        List<LineBlock> pieces = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += most) {
            int to = Math.min(from + most, rows.size());
            pieces.add(new LineBlock(
                    body, rows.subList(from, to), to == rows.size() ? dose : "", to == rows.size() && highlighted));
        }
        return pieces.stream();
    }
}
