package org.chemoloop.label.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chemoloop.label.content.Amount;
import org.chemoloop.label.content.Handling;
import org.chemoloop.label.fhir.Resources;
import org.chemoloop.label.fhir.Systems;

/** What the hospital's drug catalogue says of how the drugs of one bag must be handled. */
record Catalogue(Map<String, Set<Handling>> byCode, Map<String, Amount> vials) {
    /** Where the catalogue has no amount, its names end in one: 卡铂注射液 150mg. */
    private static final Pattern STRENGTH = Pattern.compile("[^\\d.](\\d+(?:\\.\\d+)?) ?(ng|ug|mg|g|ml|mL|L)$");

    static Catalogue of(List<JsonNode> knowledge) {
        Map<String, Set<Handling>> byCode = new HashMap<>();
        Map<String, Amount> vials = new HashMap<>();
        for (JsonNode drug : knowledge) {
            Set<Handling> handling = EnumSet.noneOf(Handling.class);
            Resources.each(drug.path("productType"))
                    .flatMap(type -> Resources.each(type.path("coding")))
                    .filter(coding -> coding.path("system").asText().equals(Systems.DRUG_HANDLING))
                    .flatMap(coding -> Handling.of(coding.path("code").asText()).stream())
                    .forEach(handling::add);
            code(drug.path("code")).ifPresent(code -> {
                byCode.put(code, handling);
                content(drug).ifPresent(vial -> vials.put(code, vial));
            });
        }
        return new Catalogue(byCode, vials);
    }

    /** All that one of the drugs needs the bag needs; a drug that isn't in the catalogue counts as cytotoxic. */
    Set<Handling> handling(List<JsonNode> drugs) {
        Set<Handling> handling = EnumSet.noneOf(Handling.class);
        for (JsonNode drug : drugs) {
            handling.addAll(code(drug).map(byCode::get).orElse(Set.of(Handling.CYTOTOXIC)));
        }
        return handling;
    }

    /** What one pack of the drug holds. */
    Optional<Amount> vial(JsonNode drug) {
        return code(drug).map(vials::get);
    }

    private static Optional<Amount> content(JsonNode drug) {
        Amount said = FhirToAmount.quantity(drug.path("amount"));
        if (said != null) {
            return Optional.of(said);
        }
        Matcher strength = STRENGTH.matcher(drug.path("code").path("text").asText());
        return strength.find()
                ? Optional.of(new Amount(new BigDecimal(strength.group(1)), strength.group(2)))
                : Optional.empty();
    }

    /** The value of a search by code; empty when no drug has a code of the catalogue. */
    static String codes(List<JsonNode> drugs) {
        return drugs.stream()
                .flatMap(drug -> code(drug).stream())
                .distinct()
                .map(code -> Systems.HOSPITAL_DRUG + "|" + code.replaceAll("([\\\\,|$])", "\\\\$1"))
                .collect(Collectors.joining(","));
    }

    /** What is in the bag, each as CodeableConcept; one that only refers to something is a drug without a code. */
    static List<JsonNode> drugs(JsonNode bag, JsonNode medication) {
        List<JsonNode> ingredients = Resources.each(medication.path("ingredient"))
                .map(ingredient -> ingredient.path("itemCodeableConcept"))
                .toList();
        if (!ingredients.isEmpty()) {
            return ingredients;
        }
        return Stream.of(bag.path("medicationCodeableConcept"), medication.path("code"))
                .filter(drug -> !drug.isMissingNode())
                .findFirst()
                .map(List::of)
                .orElse(List.of(bag.path("medicationCodeableConcept")));
    }

    private static Optional<String> code(JsonNode concept) {
        return Resources.each(concept.path("coding"))
                .filter(coding -> coding.path("system").asText().equals(Systems.HOSPITAL_DRUG))
                .map(coding -> coding.path("code").asText())
                .findFirst();
    }
}
