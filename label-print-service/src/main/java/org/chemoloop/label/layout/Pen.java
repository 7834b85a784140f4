package org.chemoloop.label.layout;

import java.util.ArrayList;
import java.util.List;
import org.chemoloop.label.code.LabelCode;
import org.chemoloop.label.layout.Mark.Fill;
import org.chemoloop.label.layout.Mark.Linear;
import org.chemoloop.label.layout.Mark.Matrix;
import org.chemoloop.label.layout.Mark.Text;
import org.chemoloop.label.layout.Mark.Triangle;

/** Puts marks on one page; every {@code top} is the upper edge of the em box, so lines can be stacked. */
final class Pen {
    /** From the top of the em box of the typeface down to its baseline. */
    private static final double BASELINE = 0.87;

    private static final double STROKE = 0.25;

    private final TextMeasure measure;
    private final List<Mark> marks = new ArrayList<>();

    Pen(TextMeasure measure) {
        this.measure = measure;
    }

    double width(String text, double size) {
        return measure.width(text, size);
    }

    List<String> lines(String text, double width, double size) {
        return TextFlow.lines(text, width, size, measure);
    }

    void text(double x, double top, double size, String text) {
        write(x, top, size, text, Ink.BLACK);
    }

    void textRight(double right, double top, double size, String text) {
        text(right - width(text, size), top, size, text);
    }

    void textCentred(double x, double width, double top, double size, String text) {
        text(x + (width - width(text, size)) / 2, top, size, text);
    }

    void line(double x, double y, double width) {
        marks.add(new Fill(x, y, width, STROKE, Ink.BLACK));
    }

    /** White on black: what must be seen first. */
    void inverse(double x, double top, double size, String text) {
        marks.add(new Fill(x, top, chipWidth(text, size), chipHeight(size), Ink.BLACK));
        write(x + size * 0.25, top + size * 0.1, size, text, Ink.WHITE);
    }

    void framed(double x, double top, double size, String text) {
        frame(x, top, chipWidth(text, size), chipHeight(size));
        text(x + size * 0.25, top + size * 0.1, size, text);
    }

    void frame(double x, double y, double width, double height) {
        marks.add(new Fill(x, y, width, height, Ink.BLACK));
        marks.add(new Fill(x + STROKE, y + STROKE, width - 2 * STROKE, height - 2 * STROKE, Ink.WHITE));
    }

    double chipWidth(String text, double size) {
        return width(text, size) + size * 0.5;
    }

    static double chipHeight(double size) {
        return size * 1.2;
    }

    /** A warning triangle with an exclamation mark. */
    void warning(double x, double top, double height) {
        double width = height * 1.12;
        marks.add(new Triangle(x, top, width, height, Ink.BLACK));
        double size = height * 0.78;
        write(x + (width - width("!", size)) / 2, top + height * 0.21, size, "!", Ink.WHITE);
    }

    void linear(double x, double y, double width, double height, LabelCode code) {
        marks.add(new Linear(x, y, width, height, code));
    }

    void matrix(double x, double y, double side, LabelCode code) {
        marks.add(new Matrix(x, y, side, side, code));
    }

    Drawing.Page page() {
        return new Drawing.Page(marks);
    }

    private void write(double x, double top, double size, String text, Ink ink) {
        if (!text.isBlank()) {
            marks.add(new Text(x, top + size * BASELINE, size, text, ink));
        }
    }
}
