package org.chemoloop.routes.translate;

import java.util.ArrayList;
import java.util.List;
import org.chemoloop.routes.translate.type.Terms;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * One way to know which real thing a resource is, so that a repeat updates it and never doubles it.
 *
 * @param system the {@code sid/} name; {@code *} for any identifier that the rows made
 * @param parts what the value is put together from; empty when the rows make the identifier
 */
record Identity(String where, String system, List<Part> parts) {
    /** The words that may stand beside fields in an identity. */
    private enum Word {
        PATIENT,
        MESSAGE,
        SEQUENCE
    }

    private record Part(@Nullable FieldRef ref, @Nullable Word word) {}

    static Identity compile(MapNode node, Problems problems) {
        node.onlyKeys(problems, "system", "value", "why");
        List<Part> parts = new ArrayList<>();
        for (String text : node.texts("value")) {
            FieldRef ref = FieldRef.parse(text);
            Word word = switch (text) {
                case "patient" -> Word.PATIENT;
                case "message" -> Word.MESSAGE;
                case "sequence" -> Word.SEQUENCE;
                default -> null;
            };
            if (ref == null && word == null) {
                problems.add(node.where(), "\"" + text + "\" is neither a field nor patient, message, sequence");
            }
            parts.add(new Part(ref, word));
        }
        return new Identity(node.where(), node.text("system", "*"), List.copyOf(parts));
    }

    List<FieldRef> refs() {
        List<FieldRef> refs = new ArrayList<>();
        for (Part part : parts) {
            if (part.ref != null) {
                refs.add(part.ref);
            }
        }
        return refs;
    }

    /** Nothing when the message does not say enough for this identity. */
    @Nullable
    Identifier find(Reading reading, Segment segment, Resource resource) {
        if (parts.isEmpty()) {
            return made(resource);
        }
        StringBuilder value = new StringBuilder();
        for (Part part : parts) {
            String text = text(part, reading, segment);
            if (text.isEmpty()) {
                return null;
            }
            value.append(value.isEmpty() ? "" : "/").append(text);
        }
        return new Identifier().setSystem(Terms.sid(system)).setValue(value.toString());
    }

    private @Nullable Identifier made(Resource resource) {
        for (Base base : identifiers(resource)) {
            Identifier identifier = (Identifier) base;
            if (system.equals("*") || Terms.sid(system).equals(identifier.getSystem())) {
                return identifier;
            }
        }
        return null;
    }

    static Base[] identifiers(Resource resource) {
        return resource.getProperty("identifier".hashCode(), "identifier", true);
    }

    private static String text(Part part, Reading reading, Segment segment) {
        if (part.ref != null) {
            Value value = reading.value(part.ref, segment).repetition(1);
            String first = value.part(1).text(1);
            return first.isEmpty() ? value.text(2) : first;
        }
        if (part.word == Word.PATIENT) {
            return reading.patientNumber();
        }
        if (part.word == Word.MESSAGE) {
            return reading.messageKey();
        }
        return String.valueOf(segment.sequence());
    }
}
