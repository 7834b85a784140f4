package org.chemoloop.label.template.block;

import java.util.List;
import org.chemoloop.label.layout.TextMeasure;
import org.chemoloop.label.template.Facts;

/** Blocks below each other, as one. */
public final class Stack {
    private Stack() {}

    public static Placed of(List<Block> blocks, Facts facts, double width, TextMeasure measure) {
        List<Placed> placed =
                blocks.stream().map(block -> block.place(facts, width, measure)).toList();
        double height = placed.stream().mapToDouble(Placed::height).sum();
        return new Placed(height, (pen, x, top) -> {
            double y = top;
            for (Placed one : placed) {
                one.ink().draw(pen, x, y);
                y += one.height();
            }
        });
    }
}
