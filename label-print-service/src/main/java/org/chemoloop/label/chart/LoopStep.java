package org.chemoloop.label.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The step of the bag in the loop, by its Task. */
record LoopStep(String code, String words) {
    private static final LoopStep UNKNOWN = new LoopStep("", "");

    static LoopStep of(List<JsonNode> tasks) {
        return tasks.stream()
                .flatMap(task -> Resources.each(task.path("businessStatus").path("coding")))
                .filter(coding -> coding.path("system").asText().equals(Systems.LOOP_STATUS))
                .map(coding -> new LoopStep(
                        coding.path("code").asText(),
                        coding.path("display").asText(coding.path("code").asText())))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** The bag came to an end that may still be looked at. */
    boolean ended() {
        return List.of("completed", "stopped", "not-given", "returned").contains(code);
    }
}
