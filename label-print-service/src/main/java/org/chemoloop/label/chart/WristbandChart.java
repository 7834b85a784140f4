package org.chemoloop.label.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.chemoloop.label.code.Gs1Patient;
import org.chemoloop.label.code.WristbandCode;
import org.chemoloop.label.content.WristbandLabel;
import org.chemoloop.label.fhir.FhirServer;
import org.chemoloop.label.fhir.FhirServerAwayException;
import org.chemoloop.label.fhir.NotAllowedException;
import org.chemoloop.label.fhir.Resources;
import org.chemoloop.label.fhir.Systems;
import org.jspecify.annotations.Nullable;

/** Looks up who wears a wristband, and the visit it belongs to. */
public final class WristbandChart {
    /** A band that replaces another has a code of its own here, so each code is on one band. */
    private static final int FIRST_BAND = 1;

    private final FhirServer server;
    private final ZoneId hospital;
    private final String centre;
    private final @Nullable String gs1Prefix;

    /** With a GS1 company prefix the DataMatrix of a wristband is a GS1 element string. */
    public WristbandChart(FhirServer server, ZoneId hospital, String centre, @Nullable String gs1Prefix) {
        this.server = server;
        this.hospital = hospital;
        this.centre = centre;
        this.gs1Prefix = gs1Prefix;
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
        Optional<LocalDate> day = begins(latest).map(LocalDateTime::toLocalDate);
        Whereabouts where = new Whereabouts(latest, List.of());
        if (day.isPresent() && where.takenSeat().isEmpty()) {
            JsonNode subject = latest.path("subject");
            where = new Whereabouts(
                    latest,
                    Whereabouts.appointments(server, token, subject, day.get(), hospital)
                            .all("Appointment"));
        }
        WristbandLabel label = new WristbandLabel(
                code,
                where.centre().orElse(centre),
                FhirToPatient.convert(patient),
                where.seat().orElse(null),
                day.orElse(null),
                gs1Prefix == null ? null : Gs1Patient.of(gs1Prefix, code, FIRST_BAND));
        return new WristbandAnswer.Found(label, "Patient/" + patient.path("id").asText());
    }

    private Optional<LocalDateTime> begins(JsonNode visit) {
        return FhirToTime.at(visit.path("period").path("start"), hospital);
    }
}
