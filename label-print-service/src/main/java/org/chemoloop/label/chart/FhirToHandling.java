package org.chemoloop.label.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chemoloop.label.layout.Handling;

/** What the bag says of how it must be handled; a bag that doesn't say whether it is cytotoxic counts as cytotoxic. */
final class FhirToHandling {
    private FhirToHandling() {}

    static Set<Handling> of(JsonNode bag, JsonNode medication) {
        List<JsonNode> extensions = Stream.concat(
                        Stream.of(bag, medication), Resources.each(medication.path("ingredient")))
                .flatMap(carrier -> Resources.each(carrier.path("extension")))
                .toList();
        Set<Handling> said = EnumSet.noneOf(Handling.class);
        boolean known = false;
        for (JsonNode extension : extensions) {
            String url = extension.path("url").asText();
            if (url.equals(Systems.HANDLING_EXTENSION)) {
                code(extension).flatMap(Handling::of).ifPresent(said::add);
                known = true;
            }
            if (url.equals(Systems.CYTOTOXIC_EXTENSION)) {
                if (extension.path("valueBoolean").asBoolean(true)) {
                    said.add(Handling.CYTOTOXIC);
                }
                known = true;
            }
        }
        if (!known) {
            said.add(Handling.CYTOTOXIC);
        }
        return said;
    }

    private static Optional<String> code(JsonNode extension) {
        return Stream.of(
                        extension.path("valueCode"),
                        extension.path("valueCoding").path("code"),
                        extension
                                .path("valueCodeableConcept")
                                .path("coding")
                                .path(0)
                                .path("code"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst();
    }
}
