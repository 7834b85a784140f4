package org.chemoloop.label.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chemoloop.label.code.BagCode;
import org.chemoloop.label.fhir.FhirServer;
import org.chemoloop.label.fhir.FhirServerAwayException;
import org.chemoloop.label.fhir.NotAllowedException;
import org.chemoloop.label.fhir.Resources;
import org.chemoloop.label.fhir.Systems;

/** The bags of a day or of a visit in the order in which they are prepared: by planned time, then by code. */
public final class DayBags {
    private static final int MOST = 1000;

    private final FhirServer server;
    private final ZoneId hospital;

    public DayBags(FhirServer server, ZoneId hospital) {
        this.server = server;
        this.hospital = hospital;
    }

    /** All bags of the centre on that day that may still be given. */
    public List<BagCode> of(LocalDate day, String token) throws FhirServerAwayException, NotAllowedException {
        Resources found = server.search(
                token,
                "MedicationRequest",
                "intent=instance-order",
                FhirToTime.since("date", day, hospital),
                FhirToTime.before("date", day.plusDays(1), hospital),
                "_revinclude=Task:focus",
                "_count=" + MOST);
        return inOrder(found).map(Planned::code).toList();
    }

    /** {@code 2/5}: which of the bags of the same visit and day this one is; empty without a visit or a time. */
    Optional<String> sequence(BagCode code, JsonNode bag, String token)
            throws FhirServerAwayException, NotAllowedException {
        String visit = Resources.literal(bag.path("encounter"));
        Optional<LocalDate> day = PlannedTime.of(bag, hospital).map(LocalDateTime::toLocalDate);
        if (visit.isEmpty() || day.isEmpty()) {
            return Optional.empty();
        }
        Resources found = server.search(
                token,
                "MedicationRequest",
                "encounter=" + visit,
                "intent=instance-order",
                "_revinclude=Task:focus",
                "_count=" + MOST);
        List<BagCode> together = inOrder(found)
                .filter(planned -> planned.at.toLocalDate().equals(day.get()))
                .map(Planned::code)
                .toList();
        int place = together.indexOf(code);
        return place < 0 ? Optional.empty() : Optional.of((place + 1) + "/" + together.size());
    }

    private Stream<Planned> inOrder(Resources found) {
        return found.all("MedicationRequest").stream()
                .filter(bag -> bag.path("intent").asText().equals("instance-order"))
                .filter(bag -> !LoopStep.of(bag, found).isNoLongerUsed())
                .flatMap(bag -> planned(bag).stream())
                .sorted(Comparator.comparing(Planned::at)
                        .thenComparing(planned -> planned.code().digits()));
    }

    private Optional<Planned> planned(JsonNode bag) {
        Optional<BagCode> code = Resources.each(bag.path("identifier"))
                .filter(identifier -> identifier.path("system").asText().equals(Systems.BAG))
                .flatMap(identifier -> BagCode.parse(identifier.path("value").asText()).stream())
                .findFirst();
        return code.flatMap(known -> PlannedTime.of(bag, hospital).map(at -> new Planned(known, at)));
    }

    private record Planned(BagCode code, LocalDateTime at) {}
}
