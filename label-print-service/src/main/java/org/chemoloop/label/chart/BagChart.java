package org.chemoloop.label.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chemoloop.label.code.BagCode;

/** Looks a bag up: its contents, whose it is, its step in the loop, the lines and the drugs behind it. */
public final class BagChart {
    /** Steps after which nobody may hang this bag, whatever stands on it. */
    private static final Set<String> NO_LONGER_USED = Set.of("void", "cancelled", "rejected", "discarded");

    private final FhirServer server;
    private final FhirToBagLabel toLabel;

    public BagChart(FhirServer server, ZoneId hospital, String centre) {
        this.server = server;
        this.toLabel = new FhirToBagLabel(hospital, centre);
    }

    public BagAnswer look(BagCode code, String token) throws FhirServerAwayException, NotAllowedException {
        Resources found = server.search(
                token,
                "MedicationRequest",
                "identifier=" + Systems.BAG + "|" + code.digits(),
                "_include=MedicationRequest:patient",
                "_include=MedicationRequest:encounter",
                "_include=MedicationRequest:medication",
                "_revinclude=Task:focus");
        Optional<JsonNode> order = found.all("MedicationRequest").stream()
                .filter(request -> request.path("intent").asText().equals("instance-order"))
                .findFirst();
        if (order.isEmpty()) {
            return new BagAnswer.Unknown();
        }
        JsonNode bag = order.get();
        LoopStep step = LoopStep.of(found.all("Task"));
        if (NO_LONGER_USED.contains(step.code())
                || Set.of("cancelled", "entered-in-error")
                        .contains(bag.path("status").asText())) {
            return new BagAnswer.NoLongerUsed(step.words());
        }
        complete(found, bag, token);
        return new BagAnswer.Found(toLabel.convert(code, bag, found, step));
    }

    /** Fetches what the search did not include, the lines, and what the catalogue says of the drugs. */
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
    }
}
