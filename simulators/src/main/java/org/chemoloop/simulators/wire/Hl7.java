package org.chemoloop.simulators.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** An HL7 v2 message read loosely: segments in order, fields by number, nothing validated. */
public record Hl7(String text) {

    /** Reads the bytes of one frame; the simulators speak UTF-8 only. */
    static Hl7 of(byte[] frame) {
        return new Hl7(new String(frame, StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The segments of one name, in message order. */
    public List<Segment> all(String name) {
        return text.lines()
                .map(line -> new Segment(line.split("\\|", -1)))
                .filter(segment -> segment.name().equals(name))
                .toList();
    }

    /** Component 1 of a field of the first segment of that name; empty when there is none. */
    public String get(String name, int field) {
        return get(name, field, 1);
    }

    /** One component of a field of the first segment of that name; empty when there is none. */
    public String get(String name, int field, int component) {
        return all(name).stream()
                .findFirst()
                .map(segment -> segment.get(field, component))
                .orElse("");
    }

    /** Message code and trigger event, such as {@code RDE^O11}. */
    public String kind() {
        return get("MSH", 9, 1) + "^" + get("MSH", 9, 2);
    }

    /** MSH-10. */
    public String controlId() {
        return get("MSH", 10);
    }

    /** One segment, split at its field separators. */
    public record Segment(List<String> fields) {

        Segment(String[] fields) {
            this(Arrays.asList(fields));
        }

        String name() {
            return fields.get(0);
        }

        /** Component 1 of a field; empty when there is none. */
        public String get(int field) {
            return get(field, 1);
        }

        /** One component of a field; empty when there is none. */
        public String get(int field, int component) {
            // MSH-1 is the separator itself, so everything in MSH stands one place earlier.
            int at = name().equals("MSH") ? field - 1 : field;
            if (at >= fields.size()) {
                return "";
            }
            String[] components = fields.get(at).split("\\^", -1);
            return component <= components.length ? components[component - 1] : "";
        }
    }
}
