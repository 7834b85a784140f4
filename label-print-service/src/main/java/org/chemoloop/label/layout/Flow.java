package org.chemoloop.label.layout;

import java.util.ArrayList;
import java.util.List;

/** Words and framed words side by side, on as many rows as they need. */
public final class Flow {
    private static final double GAP = 1.6;

    private final TextMeasure measure;
    private final Pen measuring;
    private final double width;
    private final double pitch;
    private final List<List<Item>> rows = new ArrayList<>();
    private double used;

    public Flow(TextMeasure measure, double width, double pitch) {
        this.measure = measure;
        this.measuring = new Pen(measure);
        this.width = width;
        this.pitch = pitch;
    }

    /** A text longer than a row is broken, so nothing runs over the edge. */
    public Flow text(double size, String text) {
        for (String line : TextFlow.lines(text, width, size, measure)) {
            add(new Item(
                    measuring.width(line, size), (pen, x, top) -> pen.text(x, top + (pitch - size) / 2, size, line)));
        }
        return this;
    }

    public Flow inverse(double size, String text) {
        return add(new Item(
                measuring.chipWidth(text, size), (pen, x, top) -> pen.inverse(x, chipTop(top, size), size, text)));
    }

    public Flow framed(double size, String text) {
        return add(new Item(
                measuring.chipWidth(text, size), (pen, x, top) -> pen.framed(x, chipTop(top, size), size, text)));
    }

    /** A warning triangle that belongs to the inverse word after it. */
    public Flow warning(double size, String text) {
        double triangle = Pen.warningWidth(Pen.chipHeight(size)) + 0.5;
        return add(new Item(triangle + measuring.chipWidth(text, size), (pen, x, top) -> {
            pen.warning(x, chipTop(top, size), Pen.chipHeight(size));
            pen.inverse(x + triangle, chipTop(top, size), size, text);
        }));
    }

    public double height() {
        return rows.size() * pitch;
    }

    public void draw(Pen pen, double left, double top) {
        double y = top;
        for (List<Item> row : rows) {
            double x = left;
            for (Item item : row) {
                item.drawing.at(pen, x, y);
                x += item.width + GAP;
            }
            y += pitch;
        }
    }

    private double chipTop(double top, double size) {
        return top + (pitch - Pen.chipHeight(size)) / 2;
    }

    private Flow add(Item item) {
        if (rows.isEmpty() || used + GAP + item.width > width) {
            rows.add(new ArrayList<>());
            used = item.width;
        } else {
            used += GAP + item.width;
        }
        rows.get(rows.size() - 1).add(item);
        return this;
    }

    private record Item(double width, Drawn drawing) {}

    private interface Drawn {
        void at(Pen pen, double x, double top);
    }
}
