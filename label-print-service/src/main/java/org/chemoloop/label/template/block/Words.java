package org.chemoloop.label.template.block;

import java.util.List;
import org.chemoloop.label.layout.Flow;
import org.chemoloop.label.layout.TextMeasure;
import org.chemoloop.label.template.Facts;

/** Phrases side by side on as many rows as they need. */
public record Words(double pitch, List<Item> items) implements Block {

    /**
     * A phrase in the flow.
     *
     * @param say the first of these that can be said; none of them and the item is left out
     */
    public record Item(List<String> say, Emphasis as, double size) {}

    /** How loud a phrase is. */
    public enum Emphasis {
        PLAIN,
        FRAMED,
        INVERSE,
        WARNING
    }

    @Override
    public Placed place(Facts facts, double width, TextMeasure measure) {
        Flow flow = new Flow(measure, width, pitch);
        for (Item item : items) {
            for (String text : facts.sayFirst(item.say)) {
                switch (item.as) {
                    case PLAIN -> flow.text(item.size, text);
                    case FRAMED -> flow.framed(item.size, text);
                    case INVERSE -> flow.inverse(item.size, text);
                    case WARNING -> flow.warning(item.size, text);
                }
            }
        }
        return new Placed(flow.height(), flow::draw);
    }
}
