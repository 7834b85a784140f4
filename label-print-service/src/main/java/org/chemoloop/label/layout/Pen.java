package org.chemoloop.label.layout;

import java.util.ArrayList;
import java.util.List;
import org.chemoloop.label.layout.Mark.Fill;
import org.chemoloop.label.layout.Mark.Symbol;
import org.chemoloop.label.layout.Mark.Text;
import org.chemoloop.label.layout.Mark.Triangle;

/** Puts marks on one page; every {@code top} is the upper edge of the em box, so lines can be stacked. */
public final class Pen {
    /** From the top of the em box of the typeface down to its baseline. */
    private static final double BASELINE = 0.87;

    private static final double STROKE = 0.25;

    private final TextMeasure measure;
    private final List<Mark> marks = new ArrayList<>();

    public Pen(TextMeasure measure) {
        this.measure = measure;
    }

    public double width(String text, double size) {
        return measure.width(text, size);
    }

    public void text(double x, double top, double size, String text) {
        write(x, top, size, text, Ink.BLACK);
    }

    public void textRight(double right, double top, double size, String text) {
        text(right - width(text, size), top, size, text);
    }

    public void textCentred(double x, double width, double top, double size, String text) {
        text(x + (width - width(text, size)) / 2, top, size, text);
    }

    public void line(double x, double y, double width) {
        marks.add(new Fill(x, y, width, STROKE, Ink.BLACK));
    }

    /** White on black: what must be seen first. */
    public void inverse(double x, double top, double size, String text) {
        inverse(x, top, chipWidth(text, size), chipHeight(size), size, text);
    }

    /** White on black in a box of that size, for a row that has no more room. */
    public void inverse(double x, double top, double width, double height, double size, String text) {
        marks.add(new Fill(x, top, width, height, Ink.BLACK));
        write(x + (width - width(text, size)) / 2, top + (height - size) / 2, size, text, Ink.WHITE);
    }

    public void framed(double x, double top, double size, String text) {
        frame(x, top, chipWidth(text, size), chipHeight(size));
        text(x + size * 0.25, top + size * 0.1, size, text);
    }

    private void frame(double x, double y, double width, double height) {
        marks.add(new Fill(x, y, width, height, Ink.BLACK));
        marks.add(new Fill(x + STROKE, y + STROKE, width - 2 * STROKE, height - 2 * STROKE, Ink.WHITE));
    }

    public double chipWidth(String text, double size) {
        return width(text, size) + size * 0.5;
    }

    public static double chipHeight(double size) {
        return size * 1.2;
    }

    /** A warning triangle with an exclamation mark. */
    public void warning(double x, double top, double height) {
        double width = warningWidth(height);
        marks.add(new Triangle(x, top, width, height, Ink.BLACK));
        double size = height * 0.78;
        write(x + (width - width("!", size)) / 2, top + height * 0.21, size, "!", Ink.WHITE);
    }

    public static double warningWidth(double height) {
        return height * 1.12;
    }

    public void symbol(double x, double y, double width, double height, Symbology symbology, String data) {
        marks.add(new Symbol(x, y, width, height, symbology, data));
    }

    public Drawing.Page page() {
        return new Drawing.Page(marks);
    }

    private void write(double x, double top, double size, String text, Ink ink) {
        if (!text.isBlank()) {
            marks.add(new Text(x, top + size * BASELINE, size, text, ink));
        }
    }
}
