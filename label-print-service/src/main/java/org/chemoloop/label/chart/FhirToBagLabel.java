package org.chemoloop.label.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chemoloop.label.code.BagCode;
import org.chemoloop.label.content.BagLabel;
import org.chemoloop.label.content.Component;
import org.chemoloop.label.fhir.Resources;
import org.chemoloop.label.fhir.Systems;
import org.jspecify.annotations.Nullable;

/** MedicationRequest of a bag, with what it refers to → what its label says. */
final class FhirToBagLabel {
    private static final Set<String> ELSEWHERE = Set.of("external", "manual");

    private final ZoneId hospital;
    private final String centre;

    /** {@code centre} is printed where the visit doesn't name one. */
    FhirToBagLabel(ZoneId hospital, String centre) {
        this.hospital = hospital;
        this.centre = centre;
    }

    BagLabel convert(BagCode code, JsonNode bag, Resources found, LoopStep step, @Nullable String sequence) {
        JsonNode medication = medication(bag, found);
        JsonNode dosage = bag.path("dosageInstruction").path(0);
        Catalogue catalogue = Catalogue.of(found.all("MedicationKnowledge"));
        Whereabouts where = Whereabouts.of(bag, found);
        JsonNode patient = found.referredTo(bag.path("subject"))
                .orElseThrow(() -> new IllegalStateException("bag=" + code.digits() + " has no readable patient"));
        return new BagLabel(
                code,
                where.centre().orElse(centre),
                FhirToPatient.convert(patient),
                where.seat().orElse(null),
                Words.of(dosage.path("route")),
                Words.of(dosage.path("timing").path("code")),
                sequence,
                components(bag, medication, catalogue),
                FhirToAmount.rates(dosage),
                origin(bag, found),
                PlannedTime.of(bag, hospital).orElse(null),
                prepared(bag, found),
                time(medication.path("batch").path("expirationDate")),
                prescriber(bag, found),
                time(bag.path("authoredOn")),
                catalogue.handling(Catalogue.drugs(bag, medication)),
                notes(bag, found),
                step.ended() ? step.words() : null);
    }

    static JsonNode medication(JsonNode bag, Resources found) {
        JsonNode reference = bag.path("medicationReference");
        String local = reference.path("reference").asText();
        return Resources.each(bag.path("contained"))
                .filter(contained -> local.equals("#" + contained.path("id").asText()))
                .findFirst()
                .or(() -> found.referredTo(reference))
                .orElse(MissingNode.getInstance());
    }

    /** The base first, then the additives in the order of the prescription; a bag of one product has no ingredients. */
    private static List<Component> components(JsonNode bag, JsonNode medication, Catalogue catalogue) {
        List<Component> ingredients = Resources.each(medication.path("ingredient"))
                .map(ingredient -> component(ingredient, catalogue))
                .toList();
        if (ingredients.isEmpty()) {
            String product = Words.of(bag.path("medicationCodeableConcept"));
            String name = product == null ? Words.of(medication.path("code")) : product;
            JsonNode dose =
                    bag.path("dosageInstruction").path(0).path("doseAndRate").path(0);
            JsonNode drug = bag.has("medicationCodeableConcept")
                    ? bag.path("medicationCodeableConcept")
                    : medication.path("code");
            return List.of(new Component(
                    name,
                    false,
                    FhirToAmount.quantity(dose.path("doseQuantity")),
                    null,
                    null,
                    catalogue.vial(drug).orElse(null)));
        }
        return Stream.concat(
                        ingredients.stream().filter(Component::base),
                        ingredients.stream().filter(component -> !component.base()))
                .toList();
    }

    private static Component component(JsonNode ingredient, Catalogue catalogue) {
        String name = Words.of(ingredient.path("itemCodeableConcept"));
        if (name == null) {
            name = ingredient.path("itemReference").path("display").asText(null);
        }
        boolean base =
                ingredient.has("isActive") && !ingredient.path("isActive").asBoolean();
        return new Component(
                name,
                base,
                FhirToAmount.inOneBag(ingredient.path("strength")),
                null,
                null,
                catalogue.vial(ingredient.path("itemCodeableConcept")).orElse(null));
    }

    private @Nullable LocalDateTime time(JsonNode dateTime) {
        return FhirToTime.at(dateTime, hospital).orElse(null);
    }

    /** 外配, 手工: what did not come out of this hospital's system is told from what did. */
    private static @Nullable String origin(JsonNode bag, Resources found) {
        return requests(bag, found)
                .flatMap(request -> Resources.each(request.path("category")))
                .filter(category -> Resources.each(category.path("coding"))
                        .filter(coding -> coding.path("system").asText().equals(Systems.PRESCRIPTION_CATEGORY))
                        .anyMatch(
                                coding -> ELSEWHERE.contains(coding.path("code").asText())))
                .map(Words::of)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable LocalDateTime prepared(JsonNode bag, Resources found) {
        String reference = "MedicationRequest/" + bag.path("id").asText();
        return found.all("MedicationDispense").stream()
                .filter(dispense -> Resources.each(dispense.path("authorizingPrescription"))
                        .anyMatch(order -> Resources.literal(order).equals(reference)))
                .map(dispense -> time(dispense.path("whenPrepared")))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable String prescriber(JsonNode bag, Resources found) {
        JsonNode requester = bag.path("requester");
        if (requester.has("display")) {
            return requester.path("display").asText();
        }
        return found.referredTo(requester).flatMap(FhirToPatient::name).orElse(null);
    }

    /** Said of the bag or of one of its lines, each once. */
    private static List<String> notes(JsonNode bag, Resources found) {
        return requests(bag, found)
                .flatMap(request -> Stream.concat(
                        Resources.each(request.path("note"))
                                .map(note -> note.path("text").asText()),
                        Resources.each(request.path("dosageInstruction")).flatMap(FhirToBagLabel::instructions)))
                .map(String::strip)
                .filter(note -> !note.isEmpty())
                .distinct()
                .toList();
    }

    /** The bag and its lines. */
    private static Stream<JsonNode> requests(JsonNode bag, Resources found) {
        return Stream.concat(
                Stream.of(bag),
                Resources.each(bag.path("basedOn")).map(found::referredTo).flatMap(Optional::stream));
    }

    private static Stream<String> instructions(JsonNode dosage) {
        return Stream.concat(
                        Stream.of(dosage.path("text").asText("")),
                        Resources.each(dosage.path("additionalInstruction")).map(Words::of))
                .filter(Objects::nonNull);
    }
}
