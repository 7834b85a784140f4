package org.chemoloop.routes.conform;

import ca.uhn.hl7v2.model.Composite;
import ca.uhn.hl7v2.model.Primitive;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.model.Varies;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The few HL7 types whose values have a shape that a receiver computes with. */
final class DataTypes {
    private static final String DATE = "\\d{4}((0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])?)?";
    private static final String TIME = "([01]\\d|2[0-3])([0-5]\\d([0-5]\\d(\\.\\d{1,4})?)?)?";
    private static final String ZONE = "([+-]\\d{4})?";
    private static final Pattern MOMENT =
            Pattern.compile(DATE + ZONE + "|\\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])" + TIME + ZONE);

    private record Shape(Pattern pattern, String complaint) {}

    private static final Map<String, Shape> SHAPES = Map.of(
            "NM", new Shape(Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)"), "is no number (NM)"),
            "SI", new Shape(Pattern.compile("\\d+"), "is no sequence number (SI)"),
            "DT", new Shape(Pattern.compile(DATE), "is no date (DT)"),
            "TM", new Shape(Pattern.compile(TIME + ZONE), "is no time of day (TM)"),
            "DTM", new Shape(MOMENT, "is no date and time (DTM)"),
            "TSComponentOne", new Shape(MOMENT, "is no date and time (TS)"));

    private DataTypes() {}

    /** What is wrong with a value, wherever inside it. */
    static Optional<String> complaint(Type type) {
        if (type instanceof Composite composite) {
            return Arrays.stream(composite.getComponents())
                    .flatMap(component -> complaint(component).stream())
                    .findFirst();
        }
        if (type instanceof Varies varies) {
            return complaint(varies.getData());
        }
        return type instanceof Primitive primitive ? complaint(primitive) : Optional.empty();
    }

    private static Optional<String> complaint(Primitive primitive) {
        String value = primitive.getValue();
        Shape shape = SHAPES.get(primitive.getName());
        // Two quotes delete a value and fit every type.
        if (shape == null || value == null || value.isEmpty() || value.equals("\"\"")) {
            return Optional.empty();
        }
        return shape.pattern().matcher(value).matches() ? Optional.empty() : Optional.of(shape.complaint());
    }
}
