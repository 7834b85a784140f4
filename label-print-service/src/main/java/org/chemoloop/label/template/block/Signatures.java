package org.chemoloop.label.template.block;

import java.util.List;
import org.chemoloop.label.layout.TextMeasure;
import org.chemoloop.label.template.Facts;

/** A row of places to sign, the last of them the widest: a name and a time go there. */
public record Signatures(List<String> say, double size, double pitch) implements Block {
    private static final double WIDER = 0.5;

    @Override
    public Placed place(Facts facts, double width, TextMeasure measure) {
        List<String> roles =
                say.stream().flatMap(role -> facts.say(role).stream()).toList();
        return new Placed(pitch, (pen, left, top) -> {
            double x = left;
            double slot = width / (roles.size() + WIDER);
            for (int i = 0; i < roles.size(); i++) {
                double wide = i == roles.size() - 1 ? left + width - x : slot;
                double written = pen.width(roles.get(i), size) + 0.4;
                pen.text(x, top + 0.4, size, roles.get(i));
                pen.line(x + written, top + size + 0.5, Math.max(0, wide - written - 1));
                x += wide;
            }
        });
    }
}
