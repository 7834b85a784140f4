package org.chemoloop.routes.translate;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chemoloop.routes.translate.type.Numbers;
import org.chemoloop.routes.translate.type.TsToDateTime;
import org.jspecify.annotations.Nullable;

/** The {@code when} of a row. There are no other expressions in a map than these. */
interface Condition {
    Condition ALWAYS = (reading, segment) -> true;

    Pattern FIELD = Pattern.compile(
            "(\\S+-\\S+) is (present|empty|a number|not a number|a time|no time|one of (.+)|not (\\S+)|(\\S+))");
    Pattern SEGMENT = Pattern.compile("([A-Z][A-Z0-9]{2}) is (present|absent|single|several|repeated)");

    boolean holds(Reading reading, Segment segment);

    static Condition parse(@Nullable MapNode node, Problems problems) {
        if (node == null) {
            return ALWAYS;
        }
        Condition all = ALWAYS;
        for (String part : node.text().split(" and ", -1)) {
            Condition one = one(part.strip());
            if (one == null) {
                problems.add(
                        node.where(),
                        "\"" + part
                                + "\" is not a condition; write e.g. RXE-4 is empty, ORC-1 is one of NW, RP, RXC is absent");
            } else {
                all = all == ALWAYS ? one : both(all, one);
            }
        }
        return all;
    }

    private static Condition both(Condition one, Condition other) {
        return (reading, segment) -> one.holds(reading, segment) && other.holds(reading, segment);
    }

    private static @Nullable Condition one(String text) {
        Matcher ofSegment = SEGMENT.matcher(text);
        if (ofSegment.matches()) {
            return ofSegment(ofSegment.group(1), ofSegment.group(2));
        }
        Matcher ofField = FIELD.matcher(text);
        FieldRef ref = ofField.matches() ? FieldRef.parse(ofField.group(1)) : null;
        if (ref == null) {
            return null;
        }
        return switch (ofField.group(2)) {
            case "present" -> (reading, segment) -> !reading.value(ref, segment).isEmpty();
            case "empty" -> (reading, segment) -> reading.value(ref, segment).isEmpty();
            case "a number" ->
                (reading, segment) ->
                        Numbers.isNumber(reading.value(ref, segment).text());
            case "not a number" ->
                (reading, segment) -> {
                    Value value = reading.value(ref, segment);
                    return !value.isEmpty() && !Numbers.isNumber(value.text());
                };
            case "a time" -> (reading, segment) -> isTime(ref, reading, segment);
            case "no time" -> (reading, segment) -> !isTime(ref, reading, segment);
            default ->
                ofField.group(4) != null
                        ? isNot(ref, ofField.group(4))
                        : isOneOf(ref, ofField.group(3) != null ? ofField.group(3) : ofField.group(5));
        };
    }

    private static boolean isTime(FieldRef ref, Reading reading, Segment segment) {
        return TsToDateTime.instant(
                        reading.value(ref, segment).text(), reading.site().zone())
                != null;
    }

    private static Condition isOneOf(FieldRef ref, String codes) {
        List<String> wanted = Arrays.asList(codes.split(",\\s*"));
        return (reading, segment) -> wanted.contains(reading.value(ref, segment).text());
    }

    private static Condition isNot(FieldRef ref, String code) {
        return (reading, segment) -> !code.equals(reading.value(ref, segment).text());
    }

    private static Condition ofSegment(String name, String state) {
        return switch (state) {
            case "present" -> (reading, segment) -> !reading.beside(name).isEmpty();
            case "absent" -> (reading, segment) -> reading.beside(name).isEmpty();
            case "single" -> (reading, segment) -> reading.beside(name).size() == 1;
            case "several" -> (reading, segment) -> reading.beside(name).size() > 1;
            default ->
                (reading, segment) -> {
                    List<Segment> all = reading.beside(name);
                    return !all.isEmpty() && all.get(0) != segment;
                };
        };
    }
}
