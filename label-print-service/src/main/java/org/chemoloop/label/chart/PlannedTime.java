package org.chemoloop.label.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** When a bag is planned to be given: it decides the order of the day. */
final class PlannedTime {
    private PlannedTime() {}

    static Optional<LocalDateTime> of(JsonNode bag, ZoneId hospital) {
        JsonNode timing = bag.path("dosageInstruction").path(0).path("timing");
        return FhirToTime.at(timing.path("event").path(0), hospital)
                .or(() ->
                        FhirToTime.at(timing.path("repeat").path("boundsPeriod").path("start"), hospital));
    }
}
