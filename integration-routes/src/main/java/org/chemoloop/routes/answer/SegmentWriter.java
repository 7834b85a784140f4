package org.chemoloop.routes.answer;

import java.util.ArrayList;
import java.util.List;
import org.chemoloop.routes.translate.Delimiters;

/** Joins segments with the sender's separators and escapes text so that no delimiter or line break leaks out of it. */
public final class SegmentWriter {
    private static final Delimiters USUAL = new Delimiters('|', '^', '~', '\\', '&', '\uFFFF');

    private final Delimiters delimiters;
    private final StringBuilder text = new StringBuilder();

    SegmentWriter(Delimiters delimiters) {
        this.delimiters = delimiters;
    }

    /** A writer with the separators that everybody uses. */
    public static SegmentWriter usual() {
        return new SegmentWriter(USUAL);
    }

    /** Adds a segment of fields that are encoded already; empty ones at the end are left out. */
    public SegmentWriter add(String name, String... fields) {
        List<String> all = new ArrayList<>(List.of(fields));
        while (!all.isEmpty() && all.get(all.size() - 1).isEmpty()) {
            all.remove(all.size() - 1);
        }
        text.append(name);
        all.forEach(field -> text.append(delimiters.field()).append(field));
        text.append('\r');
        return this;
    }

    /** Components of a field, each escaped. */
    public String components(String... parts) {
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                field.append(delimiters.component());
            }
            field.append(escaped(parts[i]));
        }
        return field.toString();
    }

    public String escaped(String value) {
        StringBuilder safe = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == delimiters.escape()) {
                escape(safe, 'E');
            } else if (c == delimiters.field()) {
                escape(safe, 'F');
            } else if (c == delimiters.component()) {
                escape(safe, 'S');
            } else if (c == delimiters.subcomponent()) {
                escape(safe, 'T');
            } else if (c == delimiters.repetition()) {
                escape(safe, 'R');
            } else {
                // A raw line break would end the segment; control characters could even end the frame.
                safe.append(c < ' ' ? ' ' : c);
            }
        }
        return safe.toString();
    }

    private void escape(StringBuilder safe, char code) {
        safe.append(delimiters.escape()).append(code).append(delimiters.escape());
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
