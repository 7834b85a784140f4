package org.chemoloop.label.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one drug line or note: the name breaks into as many rows as it needs, the dose is never parted from it.
 */
record ComponentBlock(List<String> rows, String dose) {
    static final double NAME = 3.1;
    static final double DOSE = 3.4;
    static final double PITCH = 3.6;
    private static final double GAP = 1.5;

    static ComponentBlock of(Component component, double width, TextMeasure measure) {
        String dose = Stream.of(
                        component.amount() == null ? null : component.amount().text(), component.packs())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" × "));
        String name = (component.base() ? "【基】" : "") + component.name() + after(component.strength());
        double besideDose = width - measure.width(dose, DOSE) - GAP;
        // A dose in many words (a range, a count of bottles) gets a row of its own below the name.
        boolean ownRow = besideDose < width / 2;
        List<String> rows = new ArrayList<>(TextFlow.lines(name, ownRow ? width : besideDose, NAME, measure));
        if (ownRow) {
            rows.add("");
        }
        return new ComponentBlock(rows, dose);
    }

    static ComponentBlock note(String note, double width, TextMeasure measure) {
        return new ComponentBlock(TextFlow.lines("嘱: " + note, width, NAME, measure), "");
    }

    double height() {
        return rows.size() * PITCH;
    }

    /** The dose stands on the last row, where the eye is after reading the name. */
    void draw(Pen pen, double x, double right, double top) {
        double y = top;
        for (String row : rows) {
            pen.text(x, y, NAME, row);
            y += PITCH;
        }
        pen.textRight(right, y - PITCH - (DOSE - NAME) / 2, DOSE, dose);
    }

    /** A name longer than a page goes on over pages; the dose stands at its end. */
    Stream<ComponentBlock> inPiecesOf(int most) {
        List<ComponentBlock> pieces = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += most) {
            int to = Math.min(from + most, rows.size());
            pieces.add(new ComponentBlock(rows.subList(from, to), to == rows.size() ? dose : ""));
        }
        return pieces.stream();
    }

    private static String after(@Nullable String strength) {
        return strength == null ? "" : " " + strength;
    }
}
