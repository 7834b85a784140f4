package org.chemoloop.label.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;

/** Encounter → where the patient is: centre and seat. */
record FhirToVisit(JsonNode encounter) {

    /** The seat that is taken now; one that was left is not where the bag must go. */
    Optional<String> seat() {
        return locations()
                .filter(location -> !location.path("status").asText().equals("completed"))
                .map(location -> location.path("location").path("identifier"))
                .filter(identifier -> identifier.path("system").asText().equals(Systems.SEAT))
                .map(identifier -> identifier.path("value").asText())
                .findFirst();
    }

    Optional<String> centre() {
        return locations()
                .map(location -> location.path("location"))
                .filter(location ->
                        !location.path("identifier").path("system").asText().equals(Systems.SEAT))
                .map(location -> location.path("display").asText(""))
                .filter(name -> !name.isBlank())
                .findFirst();
    }

    private Stream<JsonNode> locations() {
        return Resources.each(encounter.path("location"));
    }
}
