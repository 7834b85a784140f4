package org.chemoloop.routes.translate;

import java.util.ArrayList;
import java.util.List;

/** A piece of a segment as it was sent: a field, a repetition, a component or a subcomponent. */
public final class Value {
    static final int FIELD = 0;
    static final int REPETITION = 1;
    static final int COMPONENT = 2;
    static final int SUBCOMPONENT = 3;

    private final String raw;
    private final Delimiters delimiters;
    private final int level;

    Value(String raw, Delimiters delimiters, int level) {
        this.raw = raw;
        this.delimiters = delimiters;
        this.level = level;
    }

    /** Most of a message is nothing: one object for all of it. */
    private static final Value ABSENT = new Value("", Delimiters.USUAL, SUBCOMPONENT);

    static Value field(String raw, Delimiters delimiters, boolean whole) {
        return raw.isEmpty() ? ABSENT : new Value(raw, delimiters, whole ? SUBCOMPONENT : FIELD);
    }

    static Value absent() {
        return ABSENT;
    }

    /** Another text in the place of this one, without parts. */
    public Value whole(String text) {
        return new Value(text, delimiters, SUBCOMPONENT);
    }

    /** As sent, escapes and separators included. */
    public String raw() {
        return raw;
    }

    /** The sender's explicit null {@code ""}: "delete what you have". */
    public boolean isNull() {
        return raw.equals("\"\"");
    }

    /** Whether nothing was sent here; an explicit null and bare separators count as nothing. */
    public boolean isEmpty() {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c > ' '
                    && c != delimiters.component()
                    && c != delimiters.subcomponent()
                    && c != delimiters.repetition()) {
                return isNull();
            }
        }
        return true;
    }

    /** Whether the sender cut a part of it off (2.7). MSH-2 only names the character for it. */
    boolean isCutOff() {
        return level == FIELD && delimiters.cutsOff(raw);
    }

    public List<Value> repetitions() {
        if (level != FIELD || raw.indexOf(delimiters.repetition()) < 0) {
            return List.of(repetition(1));
        }
        List<Value> all = new ArrayList<>(2);
        int from = 0;
        while (from <= raw.length()) {
            int to = raw.indexOf(delimiters.repetition(), from);
            to = to < 0 ? raw.length() : to;
            all.add(new Value(raw.substring(from, to), delimiters, REPETITION));
            from = to + 1;
        }
        return all;
    }

    public Value repetition(int number) {
        return level != FIELD ? number == 1 ? this : ABSENT : sliced(delimiters.repetition(), number, REPETITION);
    }

    /** The n-th component, or of a component the n-th subcomponent. */
    public Value part(int number) {
        return switch (level) {
            case FIELD -> repetition(1).part(number);
            case REPETITION -> sliced(delimiters.component(), number, COMPONENT);
            case COMPONENT -> sliced(delimiters.subcomponent(), number, SUBCOMPONENT);
            default -> number == 1 ? this : ABSENT;
        };
    }

    /** The decoded text of the first subcomponent; empty for an explicit null. */
    public String text() {
        Value leaf = this;
        while (leaf.level != SUBCOMPONENT) {
            leaf = leaf.part(1);
        }
        return leaf.isNull() ? "" : delimiters.decode(leaf.raw).strip();
    }

    /** The decoded text of the n-th part. */
    public String text(int part) {
        return part(part).text();
    }

    /** The decoded text of the n-th part, with separators that the sender forgot to escape. */
    public String words(int part) {
        return part(part).wholeText();
    }

    /**
     * The decoded text of the whole piece, for types that have no parts (ST, TX, FT) but whose senders forget to
     * escape.
     */
    public String wholeText() {
        return isNull() ? "" : delimiters.decode(raw).strip();
    }

    private Value sliced(char separator, int number, int as) {
        String slice = slice(separator, number);
        return slice.isEmpty() ? ABSENT : new Value(slice, delimiters, as);
    }

    private String slice(char separator, int number) {
        int from = 0;
        for (int i = 1; i < number; i++) {
            from = raw.indexOf(separator, from) + 1;
            if (from == 0) {
                return "";
            }
        }
        int to = raw.indexOf(separator, from);
        return from == 0 && to < 0 ? raw : raw.substring(from, to < 0 ? raw.length() : to);
    }

    @Override
    public String toString() {
        return raw;
    }
}
