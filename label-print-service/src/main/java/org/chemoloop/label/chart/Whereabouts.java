package org.chemoloop.label.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chemoloop.label.fhir.FhirServer;
import org.chemoloop.label.fhir.FhirServerAwayException;
import org.chemoloop.label.fhir.NotAllowedException;
import org.chemoloop.label.fhir.Resources;
import org.chemoloop.label.fhir.Systems;

/** Where the patient sits: what the visit says, else the appointments of the day. */
record Whereabouts(JsonNode visit, List<JsonNode> appointments) {
    private static final Set<String> NOT_COMING = Set.of("cancelled", "noshow", "entered-in-error", "proposed");

    static Whereabouts of(JsonNode bag, Resources found) {
        return new Whereabouts(
                found.referredTo(bag.path("encounter")).orElse(MissingNode.getInstance()), found.all("Appointment"));
    }

    /** The appointments of a patient on that day, for seats that were booked and not yet taken. */
    static Resources appointments(FhirServer server, String token, JsonNode subject, LocalDate day, ZoneId hospital)
            throws FhirServerAwayException, NotAllowedException {
        String patient = Resources.literal(subject);
        return server.search(
                token,
                "Appointment",
                "actor=" + patient,
                FhirToTime.since("date", day, hospital),
                FhirToTime.before("date", day.plusDays(1), hospital));
    }

    /** The seat that is taken now; one that was left is not where the bag must go. */
    Optional<String> seat() {
        return takenSeat().or(this::bookedSeat);
    }

    Optional<String> takenSeat() {
        return locations()
                .filter(location -> !location.path("status").asText().equals("completed"))
                .map(location -> location.path("location"))
                .flatMap(Whereabouts::seatOf)
                .findFirst();
    }

    private Optional<String> bookedSeat() {
        return appointments.stream()
                .filter(appointment ->
                        !NOT_COMING.contains(appointment.path("status").asText()))
                .flatMap(appointment -> Resources.each(appointment.path("participant")))
                .map(participant -> participant.path("actor"))
                .flatMap(Whereabouts::seatOf)
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

    private static Stream<String> seatOf(JsonNode reference) {
        return Stream.of(reference.path("identifier"))
                .filter(identifier -> identifier.path("system").asText().equals(Systems.SEAT))
                .map(identifier -> identifier.path("value").asText());
    }

    private Stream<JsonNode> locations() {
        return Resources.each(visit.path("location"));
    }
}
