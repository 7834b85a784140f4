package org.chemoloop.routes.translate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names a place in a message as HL7 does: {@code PID-3}, {@code ORC-7.4}, {@code CX.4.1} as {@code PID-3.4.1}. */
record FieldRef(String segment, int field, int component, int subcomponent) {
    private static final Pattern SHAPE = Pattern.compile("([A-Z][A-Z0-9]{2})-(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?");

    static @Nullable FieldRef parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        return new FieldRef(
                matcher.group(1), number(matcher.group(2)), number(matcher.group(3)), number(matcher.group(4)));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    Value in(Segment from) {
        return within(from.field(field));
    }

    /** The part of a field or of one of its repetitions. */
    Value within(Value whole) {
        Value part = component == 0 ? whole : whole.part(component);
        return subcomponent == 0 ? part : part.part(subcomponent);
    }

    @Override
    public String toString() {
        return segment + "-" + field + (component == 0 ? "" : "." + component)
                + (subcomponent == 0 ? "" : "." + subcomponent);
    }
}
