package org.chemoloop.fhir.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.catalogue.Regimen;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Medication.MedicationIngredientComponent;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.StringType;

/** One prescription line (处方明细), as the HIS sent it or as it is stored. */
record PrescriptionLine(MedicationRequest resource) {

    /** What makes it another order when it changes, beside its elements. */
    private static final List<String> DECIDING = List.of(
            Terms.MAKES_BAG,
            Terms.RECIPE_GROUP,
            Terms.PARENT_ORDER,
            Terms.TARGET_AUC,
            Terms.CYCLE_DAY,
            Terms.DOSE_REASON);

    String id() {
        return resource.getIdElement().getIdPart();
    }

    OrderControl control() {
        return OrderControl.of(controlCode());
    }

    String controlCode() {
        return Terms.extension(resource, Terms.ORDER_CONTROL, CodeType.class)
                .map(CodeType::getValue)
                .orElse("");
    }

    boolean makesBag() {
        return Terms.extension(resource, Terms.MAKES_BAG, BooleanType.class)
                .map(BooleanType::booleanValue)
                .orElse(false);
    }

    /** ORC-2, or ORC-3 where the sender numbers nothing. */
    Identifier identity() {
        return placerOrder().or(this::fillerOrder).orElseThrow();
    }

    boolean hasIdentity() {
        return placerOrder().isPresent() || fillerOrder().isPresent();
    }

    Optional<Identifier> placerOrder() {
        return Terms.identifier(resource.getIdentifier(), Terms.PLACER_ORDER);
    }

    Optional<Identifier> fillerOrder() {
        return Terms.identifier(resource.getIdentifier(), Terms.FILLER_ORDER);
    }

    String number() {
        return hasIdentity() ? identity().getValue() : "";
    }

    Optional<String> prescription() {
        return resource.hasGroupIdentifier() && resource.getGroupIdentifier().hasValue()
                ? Optional.of(resource.getGroupIdentifier().getValue())
                : Optional.empty();
    }

    /** 组号. */
    Optional<String> recipeGroup() {
        return Terms.extension(resource, Terms.RECIPE_GROUP, StringType.class).map(StringType::getValue);
    }

    /** Code of the regimen that it is a part of. */
    Optional<String> regimen() {
        return resource.getInstantiatesCanonical().stream()
                .map(CanonicalType::getValue)
                .filter(definition -> definition != null && definition.startsWith(Regimen.URL))
                .map(definition -> definition.substring(Regimen.URL.length()))
                .findFirst();
    }

    /** Of the regimen's cycle, counted from 1. */
    Optional<Integer> cycleDay() {
        return Terms.extension(resource, Terms.CYCLE_DAY, PositiveIntType.class).map(PositiveIntType::getValue);
    }

    /** Why the dose is not the regimen's. */
    Optional<String> doseReason() {
        return Terms.extension(resource, Terms.DOSE_REASON, StringType.class)
                .map(StringType::getValue)
                .filter(reason -> !reason.isBlank());
    }

    /** The placer order number in ORC-8. */
    Optional<String> parent() {
        return Terms.extension(resource, Terms.PARENT_ORDER, Identifier.class).map(Identifier::getValue);
    }

    /** What is ordered; empty for a line that only names an order, as a cancel does. */
    Optional<Medication> medication() {
        return resource.getContained().stream()
                .filter(Medication.class::isInstance)
                .map(Medication.class::cast)
                .findFirst();
    }

    CodeableConcept drug() {
        return medication()
                .map(Medication::getCode)
                .orElseGet(() -> resource.hasMedicationCodeableConcept()
                        ? resource.getMedicationCodeableConcept()
                        : new CodeableConcept());
    }

    /** RXC. */
    boolean hasComponents() {
        return medication().map(Medication::hasIngredient).orElse(false);
    }

    /** What this line puts into each bag: its components, or the drug of the line itself. */
    List<MedicationIngredientComponent> components() {
        List<MedicationIngredientComponent> components = new ArrayList<>();
        if (hasComponents()) {
            medication().orElseThrow().getIngredient().forEach(ingredient -> components.add(ingredient.copy()));
        } else if (!drug().isEmpty()) {
            components.add(ownDrug());
        }
        return components;
    }

    /** Only the catalogue knows whether a line without RXC orders a drug or its diluent: isActive stays open. */
    private MedicationIngredientComponent ownDrug() {
        MedicationIngredientComponent ingredient = new MedicationIngredientComponent();
        ingredient.setItem(drug().copy());
        dose().ifPresent(dose -> ingredient.setStrength(perBag(dose)));
        return ingredient;
    }

    private Optional<Quantity> dose() {
        return resource.getDosageInstruction().stream()
                .flatMap(dosage -> dosage.getDoseAndRate().stream())
                .filter(Dosage.DosageDoseAndRateComponent::hasDoseQuantity)
                .map(Dosage.DosageDoseAndRateComponent::getDoseQuantity)
                .findFirst();
    }

    private static Ratio perBag(Quantity dose) {
        Quantity bag =
                new Quantity().setValue(1).setUnit("bag").setSystem(Terms.UCUM).setCode("{bag}");
        return new Ratio().setNumerator(dose.copy()).setDenominator(bag);
    }

    /** Whether the same thing is ordered, whoever typed it again and when. */
    boolean orders(PrescriptionLine other) {
        return content(resource).equalsDeep(content(other.resource));
    }

    private static MedicationRequest content(MedicationRequest line) {
        MedicationRequest content = new MedicationRequest();
        content.setContained(line.getContained());
        content.setMedication(line.getMedication());
        content.setSubject(line.getSubject());
        content.setDosageInstruction(line.getDosageInstruction());
        content.setGroupIdentifier(line.getGroupIdentifier());
        content.setDispenseRequest(line.getDispenseRequest());
        content.setInstantiatesCanonical(line.getInstantiatesCanonical());
        for (String url : DECIDING) {
            if (line.hasExtension(url)) {
                content.addExtension(line.getExtensionByUrl(url));
            }
        }
        return content;
    }
}
