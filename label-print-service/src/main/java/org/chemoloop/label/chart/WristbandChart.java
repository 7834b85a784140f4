package org.chemoloop.label.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import org.chemoloop.label.code.WristbandCode;
import org.chemoloop.label.layout.WristbandLabel;

/** Looks up who wears a wristband, and the visit it belongs to. */
public final class WristbandChart {
    private final FhirServer server;
    private final ZoneId hospital;
    private final String centre;

    public WristbandChart(FhirServer server, ZoneId hospital, String centre) {
        this.server = server;
        this.hospital = hospital;
        this.centre = centre;
    }

    public WristbandAnswer look(WristbandCode code, String token) throws FhirServerAwayException, NotAllowedException {
        Resources found = server.search(
                token,
                "Patient",
                "identifier=" + Systems.WRISTBAND + "|" + code.digits(),
                "_revinclude=Encounter:patient");
        Optional<JsonNode> wearer = found.all("Patient").stream().findFirst();
        if (wearer.isEmpty()) {
            return new WristbandAnswer.Unknown();
        }
        JsonNode patient = wearer.get();
        boolean old = Resources.each(patient.path("identifier"))
                .filter(identifier -> identifier.path("value").asText().equals(code.digits()))
                .allMatch(identifier -> identifier.path("use").asText().equals("old"));
        if (old) {
            return new WristbandAnswer.Replaced();
        }
        JsonNode latest = found.all("Encounter").stream()
                .max(Comparator.comparing(visit -> begins(visit).orElse(LocalDateTime.MIN)))
                .orElse(MissingNode.getInstance());
        FhirToVisit visit = new FhirToVisit(latest);
        return new WristbandAnswer.Found(new WristbandLabel(
                code,
                visit.centre().orElse(centre),
                FhirToPatient.convert(patient),
                visit.seat().orElse(null),
                begins(latest).map(LocalDateTime::toLocalDate).orElse(null)));
    }

    private Optional<LocalDateTime> begins(JsonNode visit) {
        return FhirToTime.at(visit.path("period").path("start"), hospital);
    }
}
