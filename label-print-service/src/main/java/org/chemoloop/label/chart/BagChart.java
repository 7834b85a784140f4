package org.chemoloop.label.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chemoloop.label.code.BagCode;
import org.chemoloop.label.fhir.FhirServer;
import org.chemoloop.label.fhir.FhirServerAwayException;
import org.chemoloop.label.fhir.NotAllowedException;
import org.chemoloop.label.fhir.Resources;
import org.chemoloop.label.fhir.Systems;
import org.jspecify.annotations.Nullable;

/** Looks a bag up: its contents, whose it is, its step in the loop, the lines and the drugs behind it. */
public final class BagChart {
    private final FhirServer server;
    private final ZoneId hospital;
    private final FhirToBagLabel toLabel;
    private final DayBags day;

    public BagChart(FhirServer server, ZoneId hospital, String centre) {
        this.server = server;
        this.hospital = hospital;
        this.toLabel = new FhirToBagLabel(hospital, centre);
        this.day = new DayBags(server, hospital);
    }

    public BagAnswer look(BagCode code, String token) throws FhirServerAwayException, NotAllowedException {
        Resources found = server.search(
                token,
                "MedicationRequest",
                "identifier=" + Systems.BAG + "|" + code.digits(),
                "_include=MedicationRequest:patient",
                "_include=MedicationRequest:encounter",
                "_include=MedicationRequest:medication",
                "_revinclude=Task:focus",
                "_revinclude=MedicationDispense:prescription");
        Optional<JsonNode> order = found.all("MedicationRequest").stream()
                .filter(request -> request.path("intent").asText().equals("instance-order"))
                .findFirst();
        if (order.isEmpty()) {
            return new BagAnswer.Unknown();
        }
        JsonNode bag = order.get();
        LoopStep step = LoopStep.of(bag, found);
        if (step.isNoLongerUsed()) {
            return new BagAnswer.NoLongerUsed(step.words(), step.isVoid() ? replacement(bag, token) : null);
        }
        complete(found, bag, token);
        String sequence = day.sequence(code, bag, token).orElse(null);
        return new BagAnswer.Found(
                toLabel.convert(code, bag, found, step, sequence),
                "MedicationRequest/" + bag.path("id").asText());
    }

    /** The bag of the same patient that names this one as its predecessor. */
    private @Nullable String replacement(JsonNode old, String token)
            throws FhirServerAwayException, NotAllowedException {
        String reference = "MedicationRequest/" + old.path("id").asText();
        String patient = Resources.literal(old.path("subject"));
        return server
                .search(token, "MedicationRequest", "subject=" + patient, "intent=instance-order", "_count=1000")
                .all("MedicationRequest")
                .stream()
                .filter(bag -> Resources.literal(bag.path("priorPrescription")).equals(reference))
                .flatMap(bag -> Resources.each(bag.path("identifier")))
                .filter(identifier -> identifier.path("system").asText().equals(Systems.BAG))
                .map(identifier -> identifier.path("value").asText())
                .findFirst()
                .orElse(null);
    }

    /** Fetches what the search did not include, the lines, the seat, and what the catalogue says of the drugs. */
    private void complete(Resources found, JsonNode bag, String token)
            throws FhirServerAwayException, NotAllowedException {
        for (JsonNode reference : List.of(
                bag.path("subject"), bag.path("encounter"), bag.path("medicationReference"), bag.path("requester"))) {
            String literal = Resources.literal(reference);
            boolean needed = !literal.startsWith("Practitioner") || !reference.has("display");
            if (!literal.isEmpty() && needed && found.referredTo(reference).isEmpty()) {
                server.read(token, literal).ifPresent(found::add);
            }
        }
        String lines = Resources.each(bag.path("basedOn"))
                .map(Resources::literal)
                .filter(literal -> literal.startsWith("MedicationRequest/"))
                .map(literal -> literal.substring(literal.indexOf('/') + 1))
                .collect(Collectors.joining(","));
        if (!lines.isEmpty()) {
            found.addAll(server.search(token, "MedicationRequest", "_id=" + lines));
        }
        String drugs = Catalogue.codes(Catalogue.drugs(bag, FhirToBagLabel.medication(bag, found)));
        if (!drugs.isEmpty()) {
            found.addAll(server.search(token, "MedicationKnowledge", "code=" + drugs));
        }
        Optional<LocalDate> planned = PlannedTime.of(bag, hospital).map(LocalDateTime::toLocalDate);
        if (planned.isPresent() && Whereabouts.of(bag, found).takenSeat().isEmpty()) {
            found.addAll(Whereabouts.appointments(server, token, bag.path("subject"), planned.get(), hospital));
        }
    }
}
