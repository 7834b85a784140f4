package org.chemoloop.label.template.block;

import org.chemoloop.label.layout.TextMeasure;
import org.chemoloop.label.template.Facts;

/** Room without ink. */
public record Gap(double height) implements Block {
    @Override
    public Placed place(Facts facts, double width, TextMeasure measure) {
        return new Placed(height, (pen, x, top) -> {});
    }
}
