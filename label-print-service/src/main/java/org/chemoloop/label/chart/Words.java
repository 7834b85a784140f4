package org.chemoloop.label.chart;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What people call a CodeableConcept: its text, else a display, else a code. */
final class Words {
    private Words() {}

    static @Nullable String of(JsonNode concept) {
        String text = concept.path("text").asText("");
        if (!text.isBlank()) {
            return text;
        }
        String code = null;
        for (JsonNode coding : concept.path("coding")) {
            if (coding.hasNonNull("display")) {
                return coding.path("display").asText();
            }
            if (code == null && coding.hasNonNull("code")) {
                code = coding.path("code").asText();
            }
        }
        return code;
    }
}
