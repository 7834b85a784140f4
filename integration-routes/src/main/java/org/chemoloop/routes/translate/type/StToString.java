package org.chemoloop.routes.translate.type;

import org.hl7.fhir.r4.model.MarkdownType;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** ST, TX, FT → string or markdown; separators that the sender forgot to escape stay in the text. */
final class StToString implements Converter {
    @Override
    public @Nullable StringType convert(Cell cell) {
        String text = cell.value().wholeText();
        return text.isEmpty() ? null : new StringType(text);
    }

    /** The same for markdown. */
    static @Nullable MarkdownType markdown(Cell cell) {
        String text = cell.value().wholeText();
        return text.isEmpty() ? null : new MarkdownType(text);
    }
}
