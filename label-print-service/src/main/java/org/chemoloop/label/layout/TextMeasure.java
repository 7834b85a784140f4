package org.chemoloop.label.layout;

/** Tells how wide a line of text is. */
public interface TextMeasure {

    /** Width in millimetres of a text whose em is {@code size} millimetres. */
    double width(String text, double size);
}
