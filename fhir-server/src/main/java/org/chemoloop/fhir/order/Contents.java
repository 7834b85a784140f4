package org.chemoloop.fhir.order;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.catalogue.DrugCatalogue;
import org.chemoloop.fhir.order.rule.Content;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication.MedicationIngredientComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.springframework.stereotype.Component;

/** Knows what the catalogue says of what goes into a bag. */
@Component
class Contents {

    private static final Map<String, BigDecimal> MILLIGRAMS = Map.of(
            "mg", BigDecimal.ONE,
            "g", new BigDecimal(1000),
            "kg", new BigDecimal(1_000_000),
            "ug", new BigDecimal("0.001"),
            "ng", new BigDecimal("0.000001"));
    private static final Map<String, BigDecimal> MILLILITRES =
            Map.of("mL", BigDecimal.ONE, "L", new BigDecimal(1000), "uL", new BigDecimal("0.001"));

    private final DrugCatalogue catalogue;

    Contents(DrugCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    List<Content> of(List<MedicationIngredientComponent> ingredients) {
        return ingredients.stream()
                .map(ingredient -> of(
                        ingredient.getItemCodeableConcept(),
                        ingredient.getStrength().getNumerator()))
                .toList();
    }

    Content of(CodeableConcept drug, Quantity amount) {
        return new Content(Terms.name(drug), known(drug), in(MILLIGRAMS, amount), in(MILLILITRES, amount));
    }

    /** A drug of the catalogue that only dilutes. */
    boolean isDiluent(CodeableConcept drug) {
        return known(drug).map(Drug::isDiluent).orElse(false);
    }

    private Optional<Drug> known(CodeableConcept concept) {
        return concept.getCoding().stream()
                .filter(coding -> Drug.SYSTEM.equals(coding.getSystem()) && coding.hasCode())
                .map(Coding::getCode)
                .flatMap(code -> catalogue.find(code).stream())
                .findFirst();
    }

    private static Optional<BigDecimal> in(Map<String, BigDecimal> units, Quantity amount) {
        BigDecimal factor = units.get(String.valueOf(amount.getCode()));
        return factor == null || !amount.hasValue()
                ? Optional.empty()
                : Optional.of(amount.getValue().multiply(factor));
    }
}
