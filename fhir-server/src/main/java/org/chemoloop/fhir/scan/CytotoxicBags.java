package org.chemoloop.fhir.scan;

import java.util.Optional;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.catalogue.DrugCatalogue;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication;
import org.springframework.stereotype.Component;

/** Knows which bags need a second person: those with a cytotoxic drug, or with one that the catalogue does not know. */
@Component
class CytotoxicBags {

    private final DrugCatalogue catalogue;

    CytotoxicBags(DrugCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    boolean contain(Medication bag) {
        if (!bag.hasIngredient()) {
            return isCytotoxic(bag.getCode());
        }
        return bag.getIngredient().stream()
                .anyMatch(ingredient -> !(ingredient.getItem() instanceof CodeableConcept drug) || isCytotoxic(drug));
    }

    private boolean isCytotoxic(CodeableConcept drug) {
        Optional<Drug> known = drug.getCoding().stream()
                .filter(coding -> Drug.SYSTEM.equals(coding.getSystem()))
                .map(Coding::getCode)
                .flatMap(code -> catalogue.find(code).stream())
                .findFirst();
        return known.map(Drug::isCytotoxic).orElse(true);
    }
}
