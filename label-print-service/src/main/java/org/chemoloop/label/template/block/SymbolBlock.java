package org.chemoloop.label.template.block;

import java.util.List;
import org.chemoloop.label.layout.Symbology;
import org.chemoloop.label.layout.TextMeasure;
import org.chemoloop.label.template.Facts;

/**
 * A barcode as wide as its place, with its quiet zones inside.
 *
 * @param of the phrase that is its data; when it can't be said, it takes no room
 */
public record SymbolBlock(List<String> of, Symbology as, double height) implements Block {
    @Override
    public Placed place(Facts facts, double width, TextMeasure measure) {
        List<String> data = facts.sayFirst(of);
        return new Placed(data.isEmpty() ? 0 : height, (pen, x, top) -> {
            for (String one : data) {
                pen.symbol(x, top, width, height, as, one);
            }
        });
    }
}
