package org.chemoloop.label.template.block;

import java.util.ArrayList;
import java.util.List;
import org.chemoloop.label.layout.TextFlow;
import org.chemoloop.label.layout.TextMeasure;
import org.chemoloop.label.template.Facts;

/** A phrase on rows of its own; {@code centred} in its place or at its left. */
public record Paragraph(String say, double size, double pitch, boolean centred) implements Block {
    @Override
    public Placed place(Facts facts, double width, TextMeasure measure) {
        List<String> rows = new ArrayList<>();
        facts.say(say).forEach(text -> rows.addAll(TextFlow.lines(text, width, size, measure)));
        return new Placed(rows.size() * pitch, (pen, x, top) -> {
            double y = top + (pitch - size) / 2;
            for (String row : rows) {
                if (centred) {
                    pen.textCentred(x, width, y, size, row);
                } else {
                    pen.text(x, y, size, row);
                }
                y += pitch;
            }
        });
    }
}
