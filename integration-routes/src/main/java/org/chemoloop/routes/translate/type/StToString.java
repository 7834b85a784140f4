package org.chemoloop.routes.translate.type;

import org.chemoloop.routes.translate.Segment;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.MarkdownType;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** ST, TX, FT → string, markdown or a note; separators that the sender forgot to escape stay in the text. */
final class StToString {
    private StToString() {}

    static @Nullable StringType string(Cell cell) {
        String text = cell.value().wholeText();
        return text.isEmpty() ? null : new StringType(text);
    }

    static @Nullable MarkdownType markdown(Cell cell) {
        String text = cell.value().wholeText();
        return text.isEmpty() ? null : new MarkdownType(text);
    }

    static @Nullable Annotation annotation(Cell cell) {
        MarkdownType text = markdown(cell);
        return text == null ? null : new Annotation(text);
    }

    /** FT: the repetitions of the field are the lines of one text. */
    static Converter lines(Converter ofOneText) {
        return new Converter() {
            @Override
            public @Nullable Base convert(Cell cell) {
                return ofOneText.convert(cell);
            }

            @Override
            public boolean joins(Segment segment) {
                return true;
            }
        };
    }
}
