package org.chemoloop.label.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.chemoloop.label.fhir.Resources;
import org.chemoloop.label.fhir.Systems;

/** The step of a bag in the loop, by its Task; a withdrawn order stands for itself. */
record LoopStep(String code, String words) {
    private static final LoopStep UNKNOWN = new LoopStep("", "");

    /** Steps after which nobody may hang this bag, whatever stands on it. */
    private static final Set<String> NO_LONGER_USED =
            Set.of("void", "cancelled", "rejected", "discarded", "entered-in-error");

    private static final Set<String> ENDED = Set.of("completed", "stopped", "not-given", "returned");

    static LoopStep of(JsonNode bag, Resources found) {
        String status = bag.path("status").asText();
        LoopStep step = found.all("Task").stream()
                .filter(task -> Resources.literal(task.path("focus"))
                        .equals("MedicationRequest/" + bag.path("id").asText()))
                .flatMap(task -> Resources.each(task.path("businessStatus").path("coding")))
                .filter(coding -> coding.path("system").asText().equals(Systems.LOOP_STATUS))
                .map(coding -> new LoopStep(
                        coding.path("code").asText(),
                        coding.path("display").asText(coding.path("code").asText())))
                .findFirst()
                .orElse(UNKNOWN);
        return NO_LONGER_USED.contains(status) && !step.isNoLongerUsed() ? new LoopStep(status, step.words) : step;
    }

    boolean isNoLongerUsed() {
        return NO_LONGER_USED.contains(code);
    }

    boolean isVoid() {
        return code.equals("void");
    }

    /** The bag came to an end that may still be looked at. */
    boolean ended() {
        return ENDED.contains(code);
    }
}
