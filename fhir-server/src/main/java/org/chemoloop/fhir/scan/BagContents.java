package org.chemoloop.fhir.scan;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.catalogue.DrugCatalogue;
import org.chemoloop.fhir.catalogue.Handling;
import org.chemoloop.fhir.catalogue.Limit;
import org.chemoloop.fhir.loop.known.Contents;
import org.chemoloop.fhir.loop.known.Ingredient;
import org.chemoloop.fhir.loop.known.SetProperty;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Medication.MedicationIngredientComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what is in a bag, with what the catalogue says of it. A drug that it does not know counts as cytotoxic. */
@Component
class BagContents {

    private final DrugCatalogue catalogue;

    BagContents(DrugCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    Contents of(Medication bag) {
        List<Ingredient> ingredients = bag.hasIngredient()
                ? bag.getIngredient().stream().map(this::ingredient).toList()
                : List.of(ingredient(bag.getCode(), new Quantity(), false));
        return new Contents(
                ingredients, stability(ingredients), bag.getBatch().getLotNumber(), needsOfSet(ingredients));
    }

    private Set<SetProperty> needsOfSet(List<Ingredient> ingredients) {
        Set<String> handling = ingredients.stream()
                .flatMap(ingredient -> catalogue.find(ingredient.code()).stream())
                .flatMap(drug -> drug.handling().stream())
                .map(Handling::code)
                .collect(Collectors.toSet());
        return Arrays.stream(SetProperty.values())
                .filter(property -> handling.contains(property.code()))
                .collect(Collectors.toSet());
    }

    /** Of the drug that keeps the shortest; null where the catalogue does not say it of each. */
    private @Nullable Duration stability(List<Ingredient> ingredients) {
        List<Optional<BigDecimal>> hours = ingredients.stream()
                .filter(ingredient -> !ingredient.diluent())
                .map(drug -> catalogue.find(drug.code()).flatMap(known -> known.limit(Limit.STABILITY)))
                .toList();
        return hours.stream().allMatch(Optional::isPresent)
                ? hours.stream()
                        .flatMap(Optional::stream)
                        .min(BigDecimal::compareTo)
                        .map(shortest -> Duration.ofMinutes(
                                shortest.multiply(BigDecimal.valueOf(60)).longValue()))
                        .orElse(null)
                : null;
    }

    private Ingredient ingredient(MedicationIngredientComponent said) {
        CodeableConcept drug = said.getItem() instanceof CodeableConcept concept ? concept : new CodeableConcept();
        boolean onlyDilutes = said.hasIsActive() && !said.getIsActive();
        return ingredient(drug, said.getStrength().getNumerator(), onlyDilutes);
    }

    private Ingredient ingredient(CodeableConcept concept, Quantity amount, boolean onlyDilutes) {
        Optional<Drug> known = concept.getCoding().stream()
                .filter(coding -> Drug.SYSTEM.equals(coding.getSystem()))
                .map(Coding::getCode)
                .flatMap(code -> catalogue.find(code).stream())
                .findFirst();
        String code = concept.getCodingFirstRep().getCode();
        BigDecimal value = amount.getValue();
        return new Ingredient(
                code == null ? "" : code,
                known.map(Drug::name).orElseGet(() -> name(concept)),
                known.map(Drug::isCytotoxic).orElse(true),
                known.map(drug -> drug.handling().contains(Handling.VESICANT)).orElse(false),
                known.map(Drug::isDiluent).orElse(onlyDilutes),
                value == null ? null : value.doubleValue(),
                amount.hasCode() ? amount.getCode() : String.valueOf(amount.getUnit()));
    }

    private static String name(CodeableConcept concept) {
        return concept.hasText()
                ? concept.getText()
                : String.valueOf(concept.getCodingFirstRep().getDisplay());
    }
}
