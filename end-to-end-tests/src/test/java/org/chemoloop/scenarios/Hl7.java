package org.chemoloop.scenarios;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** An HL7 v2 message as the scenarios read it: segments in order, fields by number. */
record Hl7(String text) {

    static Hl7 of(String... segments) {
        return new Hl7(String.join("\r", segments) + "\r");
    }

    List<List<String>> all(String name) {
        return text.lines()
                .map(line -> Arrays.asList(line.split("\\|", -1)))
                .filter(fields -> fields.get(0).equals(name))
                .toList();
    }

    /** Component 1 of a field of the first such segment, or nothing. */
    String get(String name, int field) {
        return all(name).stream()
                .findFirst()
                .map(segment -> first(segment, name.equals("MSH") ? field - 1 : field))
                .orElse("");
    }

    /** Message code and trigger event. */
    String kind() {
        String[] type = all("MSH").get(0).get(8).split("\\^", -1);
        return type.length == 1 ? type[0] : type[0] + "^" + type[1];
    }

    /** The same message as a sender of the enhanced mode writes it: commit always, no application answer. */
    Hl7 enhanced() {
        String[] header = text.split("\r", 2);
        String[] fields = Arrays.copyOf(header[0].split("\\|", -1), 18);
        fields[14] = "AL";
        fields[15] = "NE";
        String msh =
                Arrays.stream(fields).map(field -> field == null ? "" : field).collect(Collectors.joining("|"));
        return new Hl7(msh + "\r" + header[1]);
    }

    String controlId() {
        return get("MSH", 10);
    }

    /** Whether the segment has that value in that field, whatever other segments of that name say. */
    boolean says(String name, int field, String value) {
        return all(name).stream().anyMatch(segment -> first(segment, field).equals(value));
    }

    /** Whether it has an ORC with this order control and placer order number. */
    boolean saysOf(String placer, String control) {
        return all("ORC").stream()
                .anyMatch(orc -> first(orc, 1).equals(control) && first(orc, 2).equals(placer));
    }

    private static String first(List<String> segment, int at) {
        return at < segment.size() ? segment.get(at).split("\\^", -1)[0] : "";
    }

    @Override
    public String toString() {
        return text.replace('\r', '\n');
    }
}
