package org.chemoloop.label.template.block;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.chemoloop.label.layout.Pen;
import org.chemoloop.label.layout.TextFlow;
import org.chemoloop.label.layout.TextMeasure;
import org.chemoloop.label.template.Facts;

/**
 * One row: where it comes from at the left, what to know of this piece of paper at the right.
 *
 * @param left the one phrase that may end early (a long name of the hospital): nobody acts on it
 * @param chips what must be seen, white on black
 */
public record Bar(double size, double pitch, String left, List<String> chips, List<String> right) implements Block {
    private static final double GAP = 1.5;
    private static final double ABOVE = 0.3;

    @Override
    public Placed place(Facts facts, double width, TextMeasure measure) {
        return new Placed(pitch, (pen, x, top) -> {
            double edge = x + width;
            for (String text : fromTheRight(facts, right)) {
                pen.textRight(edge, top + ABOVE, size, text);
                edge -= pen.width(text, size) + GAP;
            }
            for (String text : fromTheRight(facts, chips)) {
                edge -= pen.chipWidth(text, size);
                pen.inverse(edge, top, size, text);
                edge -= GAP;
            }
            left(facts, pen, x, top, edge, measure);
        });
    }

    private void left(Facts facts, Pen pen, double x, double top, double edge, TextMeasure measure) {
        for (String text : facts.say(left)) {
            List<String> rows = edge > x ? TextFlow.lines(text, edge - x, size, measure) : List.of();
            pen.text(x, top + ABOVE, size, rows.isEmpty() ? "" : rows.get(0));
        }
    }

    private static List<String> fromTheRight(Facts facts, List<String> phrases) {
        List<String> said = new ArrayList<>();
        phrases.forEach(phrase -> said.addAll(facts.say(phrase)));
        Collections.reverse(said);
        return said;
    }
}
