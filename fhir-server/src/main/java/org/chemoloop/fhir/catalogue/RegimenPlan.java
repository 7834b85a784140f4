package org.chemoloop.fhir.catalogue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chemoloop.fhir.catalogue.Regimen.Basis;
import org.chemoloop.fhir.catalogue.Regimen.Item;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;

/** How a regimen is kept: a PlanDefinition with an action for each dose, after the pattern of the NZ CCA guide. */
public final class RegimenPlan {

    static final String ID = "regimen-";

    private static final String BASE = "https://chemoloop.org/fhir/";
    private static final String CYCLE = BASE + "StructureDefinition/cycle-length";
    private static final String DOSE = BASE + "StructureDefinition/regimen-dose";
    private static final String MOST = BASE + "StructureDefinition/most-dose";
    private static final String DAY = BASE + "StructureDefinition/cycle-day";
    private static final String UCUM = "http://unitsofmeasure.org";

    private RegimenPlan() {}

    public static PlanDefinition of(Regimen regimen) {
        PlanDefinition plan = new PlanDefinition();
        plan.setId(ID + regimen.code());
        plan.setUrl(Regimen.URL + regimen.code());
        plan.addIdentifier().setSystem(BASE + "sid/regimen").setValue(regimen.code());
        plan.setName(regimen.code()).setTitle(regimen.name());
        plan.setStatus(PublicationStatus.ACTIVE);
        plan.getType()
                .addCoding(new Coding(
                        "http://terminology.hl7.org/CodeSystem/plan-definition-type",
                        "clinical-protocol",
                        "Clinical Protocol"));
        plan.addExtension(new Extension(CYCLE, quantity(BigDecimal.valueOf(regimen.cycleDays()), "d")));
        regimen.items().forEach(item -> plan.addAction(action(item)));
        return plan;
    }

    private static PlanDefinitionActionComponent action(Item item) {
        PlanDefinitionActionComponent action = new PlanDefinitionActionComponent();
        action.addCode(new CodeableConcept().addCoding(new Coding(Drug.SYSTEM, item.drug(), null)));
        action.addExtension(
                new Extension(DOSE, quantity(item.dose(), item.basis().unit())));
        item.most().ifPresent(most -> action.addExtension(new Extension(MOST, quantity(most, Basis.FLAT.unit()))));
        new TreeSet<>(item.days()).forEach(day -> action.addExtension(new Extension(DAY, new PositiveIntType(day))));
        return action;
    }

    private static Quantity quantity(BigDecimal value, String unit) {
        return new Quantity().setValue(value).setUnit(unit).setSystem(UCUM).setCode(unit);
    }

    /** Empty when it is retired, or when one of its doses cannot be read: half a regimen is none. */
    static Optional<Regimen> regimen(PlanDefinition plan) {
        List<Item> items = plan.getAction().stream()
                .flatMap(action -> item(action).stream())
                .toList();
        Optional<Integer> cycle = number(plan.getExtensionByUrl(CYCLE), "d").map(BigDecimal::intValue);
        return plan.getStatus() != PublicationStatus.ACTIVE
                        || items.isEmpty()
                        || items.size() != plan.getAction().size()
                        || !plan.getUrl().startsWith(Regimen.URL)
                ? Optional.empty()
                : cycle.map(days ->
                        new Regimen(plan.getUrl().substring(Regimen.URL.length()), plan.getTitle(), days, items));
    }

    private static Optional<Item> item(PlanDefinitionActionComponent action) {
        Optional<String> drug = action.getCode().stream()
                .flatMap(code -> code.getCoding().stream())
                .filter(coding -> Drug.SYSTEM.equals(coding.getSystem()) && coding.hasCode())
                .map(Coding::getCode)
                .findFirst();
        Optional<Quantity> dose = quantity(action.getExtensionByUrl(DOSE));
        Optional<Basis> basis = dose.map(Quantity::getCode).flatMap(Basis::ofUnit);
        return drug.isEmpty() || basis.isEmpty()
                ? Optional.empty()
                : dose.map(quantity -> new Item(
                        drug.get(),
                        basis.get(),
                        quantity.getValue(),
                        days(action),
                        number(action.getExtensionByUrl(MOST), Basis.FLAT.unit())));
    }

    private static Set<Integer> days(Element action) {
        return action.getExtensionsByUrl(DAY).stream()
                .map(Extension::getValue)
                .filter(PositiveIntType.class::isInstance)
                .map(day -> ((PositiveIntType) day).getValue())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<Quantity> quantity(@Nullable Extension extension) {
        return Optional.ofNullable(extension)
                .map(Extension::getValue)
                .filter(Quantity.class::isInstance)
                .map(Quantity.class::cast)
                .filter(Quantity::hasValue);
    }

    private static Optional<BigDecimal> number(@Nullable Extension extension, String unit) {
        return quantity(extension).filter(found -> unit.equals(found.getCode())).map(Quantity::getValue);
    }
}
