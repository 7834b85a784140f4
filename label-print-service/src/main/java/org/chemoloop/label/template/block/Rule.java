package org.chemoloop.label.template.block;

import org.chemoloop.label.layout.TextMeasure;
import org.chemoloop.label.template.Facts;

/** A thin line with room below it. */
public record Rule(double room) implements Block {
    @Override
    public Placed place(Facts facts, double width, TextMeasure measure) {
        return new Placed(room, (pen, x, top) -> pen.line(x, top, width));
    }
}
