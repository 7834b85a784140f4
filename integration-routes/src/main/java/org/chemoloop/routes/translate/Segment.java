package org.chemoloop.routes.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One segment of a message; fields are numbered as HL7 numbers them, also in MSH. */
public final class Segment {
    private final String name;
    private final int sequence;
    private final int position;
    private final Value[] fields;
    private final Delimiters delimiters;

    private Segment(String name, int sequence, int position, Value[] fields, Delimiters delimiters) {
        this.name = name;
        this.sequence = sequence;
        this.position = position;
        this.fields = fields;
        this.delimiters = delimiters;
    }

    static boolean looksLikeOne(String text, int from, int to, char fieldSeparator) {
        if (to - from < 3 || (to - from > 3 && text.charAt(from + 3) != fieldSeparator)) {
            return false;
        }
        for (int i = from; i < from + 3; i++) {
            char c = text.charAt(i);
            if (!(c >= 'A' && c <= 'Z') && !(i > from && c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }

    /** Reads the segment between two places of the text; {@code counts} knows how many of each name came before. */
    static Segment of(String text, int from, int to, Delimiters delimiters, int position, Map<String, Integer> counts) {
        String name = text.substring(from, from + 3);
        int sequence = counts.merge(name, 1, Integer::sum);
        List<Value> fields = new ArrayList<>(32);
        int start = from + 4;
        if (name.equals("MSH")) {
            fields.add(new Value(String.valueOf(delimiters.field()), delimiters, Value.SUBCOMPONENT));
        }
        while (start <= to) {
            int end = text.indexOf(delimiters.field(), start);
            if (end < 0 || end > to) {
                end = to;
            }
            // MSH-2 names the separators and must not be split by them.
            boolean separators = fields.size() == 1 && name.equals("MSH");
            fields.add(Value.field(text.substring(start, end), delimiters, separators));
            start = end + 1;
        }
        return new Segment(name, sequence, position, fields.toArray(Value[]::new), delimiters);
    }

    /** The same segment once for each repetition of a field, with that repetition alone. */
    List<Segment> perRepetition(int field) {
        List<Value> repetitions = field(field).repetitions();
        if (repetitions.size() < 2) {
            return List.of(this);
        }
        List<Segment> all = new ArrayList<>();
        for (Value repetition : repetitions) {
            Value[] own = fields.clone();
            own[field - 1] = repetition;
            all.add(new Segment(name, sequence, position, own, delimiters));
        }
        return all;
    }

    public String name() {
        return name;
    }

    /** Counts the segments of this name in the message, from 1. */
    public int sequence() {
        return sequence;
    }

    /** Index of the segment in the message, from 0. */
    public int position() {
        return position;
    }

    public int fieldCount() {
        return fields.length;
    }

    /** The whole field with all repetitions; empty when it was not sent. */
    public Value field(int number) {
        return number >= 1 && number <= fields.length ? fields[number - 1] : Value.absent();
    }

    /** Whether another segment of the same kind has the same fields, whatever its set id says. */
    boolean saysTheSame(Segment other) {
        for (int field = 1; field <= Math.max(fields.length, other.fields.length); field++) {
            boolean counts = field == 1 && name.equals("TQ1");
            if (!counts && !field(field).raw().equals(other.field(field).raw())) {
                return false;
            }
        }
        return true;
    }

    /** The decoded text of a component of the first repetition. */
    public String text(int field, int component) {
        return field(field).repetition(1).part(component).text();
    }

    /** ERR-2: where a field of this segment is. */
    public String location(int field, int repetition, int component) {
        return name + "^" + sequence + "^" + field + "^" + repetition + "^" + component;
    }

    public String location() {
        return name + "^" + sequence;
    }
}
