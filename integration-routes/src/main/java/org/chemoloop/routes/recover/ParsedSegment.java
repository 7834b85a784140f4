package org.chemoloop.routes.recover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.chemoloop.routes.translate.Delimiters;
import org.chemoloop.routes.translate.Hl7Message;
import org.chemoloop.routes.translate.Segment;
import org.chemoloop.routes.translate.Value;

/** A segment as engineers read it: its name and the fields that were sent, by their number. */
record ParsedSegment(String segment, List<Field> fields) {

    /** A field: as sent, and decoded component by component for each repetition. */
    record Field(int field, String raw, List<List<String>> repetitions) {}

    static List<ParsedSegment> of(Hl7Message message) {
        return message.segments().stream()
                .map(segment -> of(segment, message.delimiters()))
                .toList();
    }

    private static ParsedSegment of(Segment segment, Delimiters delimiters) {
        List<Field> fields = new ArrayList<>();
        for (int number = 1; number <= segment.fieldCount(); number++) {
            Value value = segment.field(number);
            boolean separators = segment.name().equals("MSH") && number <= 2;
            if (separators) {
                fields.add(new Field(number, value.raw(), List.of(List.of(value.raw()))));
            } else if (!value.isEmpty()) {
                fields.add(new Field(
                        number,
                        value.raw(),
                        value.repetitions().stream()
                                .map(repetition -> components(repetition.raw(), delimiters))
                                .toList()));
            }
        }
        return new ParsedSegment(segment.name(), fields);
    }

    private static List<String> components(String repetition, Delimiters delimiters) {
        String[] parts = repetition.split(Pattern.quote(String.valueOf(delimiters.component())), -1);
        return Arrays.stream(parts).map(delimiters::decode).toList();
    }
}
