package org.chemoloop.label.template.block;

import java.util.List;
import org.chemoloop.label.layout.TextFlow;
import org.chemoloop.label.layout.TextMeasure;
import org.chemoloop.label.template.Facts;

/** The name of who wears it as large as it fits, on rows if it must, with the seat at the right. */
public record Wearer(double name, double smallestName, double seat, double label) implements Block {
    @Override
    public Placed place(Facts facts, double width, TextMeasure measure) {
        String text = facts.say("name").get(0);
        List<String> seats = facts.say("seat");
        String word = facts.say("seat-label").get(0);
        double taken = seats.isEmpty()
                ? 0
                : measure.width(seats.get(0), seat) + seat * 0.5 + 0.6 + measure.width(word, label) + 1.5;
        double room = width - taken;
        double size = Math.max(smallestName, Math.min(name, room / measure.width(text, 1)));
        List<String> rows = TextFlow.lines(text, room, size, measure);
        double height = Math.max(name, rows.size() * size) + 0.8;
        return new Placed(height, (pen, x, top) -> {
            double y = top + (height - rows.size() * size) / 2;
            for (String row : rows) {
                pen.text(x, y, size, row);
                y += size;
            }
            for (String number : seats) {
                double chip = pen.chipWidth(number, seat);
                pen.inverse(x + width - chip, top, seat, number);
                pen.textRight(x + width - chip - 0.6, top + 1.4, label, word);
            }
        });
    }
}
