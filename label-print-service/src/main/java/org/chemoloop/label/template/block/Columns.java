package org.chemoloop.label.template.block;

import java.util.ArrayList;
import java.util.List;
import org.chemoloop.label.layout.TextMeasure;
import org.chemoloop.label.template.Facts;
import org.jspecify.annotations.Nullable;

/** Blocks beside each other, each column in the middle of the highest or at its top. */
public record Columns(boolean middle, List<Column> of) implements Block {

    /**
     * Blocks below each other.
     *
     * @param width in millimetres; the one column without it takes what is left
     */
    public record Column(@Nullable Double width, List<Block> blocks) {}

    @Override
    public Placed place(Facts facts, double width, TextMeasure measure) {
        double given = of.stream()
                .mapToDouble(column -> column.width == null ? 0 : column.width)
                .sum();
        List<Standing> standing = new ArrayList<>();
        double x = 0;
        for (Column column : of) {
            double wide = column.width == null ? width - given : column.width;
            standing.add(new Standing(x, Stack.of(column.blocks, facts, wide, measure)));
            x += wide;
        }
        double height =
                standing.stream().mapToDouble(one -> one.stack.height()).max().orElse(0);
        return new Placed(
                height,
                (pen, left, top) -> standing.forEach(one -> one.stack
                        .ink()
                        .draw(pen, left + one.x, top + (middle ? (height - one.stack.height()) / 2 : 0))));
    }

    private record Standing(double x, Placed stack) {}
}
