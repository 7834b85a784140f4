package org.chemoloop.routes;

import java.util.Arrays;
import java.util.List;

/** An HL7 v2 message read loosely, as a counterpart reads it. */
public record Hl7(String text) {

    public String get(String segment, int field) {
        return get(segment, field, 1, 0);
    }

    public String get(String segment, int field, int component, int occurrence) {
        List<String[]> found = all(segment);
        if (occurrence >= found.size()) {
            return "";
        }
        String[] fields = found.get(occurrence);
        int index = segment.equals("MSH") ? field - 1 : field;
        if (index >= fields.length) {
            return "";
        }
        String[] components = fields[index].split("\\^", -1);
        return component <= components.length ? components[component - 1] : "";
    }

    public List<String[]> all(String segment) {
        return Arrays.stream(text.split("\r"))
                .filter(line -> line.startsWith(segment))
                .map(line -> line.split("\\|", -1))
                .toList();
    }

    public String kind() {
        return get("MSH", 9) + "^" + get("MSH", 9, 2, 0);
    }

    @Override
    public String toString() {
        return text.replace('\r', '\n');
    }
}
