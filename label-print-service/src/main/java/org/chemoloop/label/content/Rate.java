package org.chemoloop.label.content;

import org.chemoloop.label.template.Phrases;
import org.jspecify.annotations.Nullable;

/** How fast a bag runs; with {@code high} it is a range. */
public record Rate(Amount low, @Nullable Amount high) {
    String text(Phrases words) {
        return high == null ? low.text(words) : low.text(words) + " – " + high.text(words);
    }
}
