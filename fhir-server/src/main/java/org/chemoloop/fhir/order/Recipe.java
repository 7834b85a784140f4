package org.chemoloop.fhir.order;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication.MedicationIngredientComponent;

/**
 * Lines whose drugs go into the same bag (contract: "Lines become bags so").
 *
 * @param key by which a line that comes later finds its recipe
 * @param lines in the order of the message
 */
record Recipe(String key, List<PrescriptionLine> lines) {

    private static final String ORDER = "order|";
    private static final String GROUP = "group|";

    Recipe {
        lines = List.copyOf(lines);
    }

    /** Each line belongs to exactly one recipe. */
    static List<Recipe> of(List<PrescriptionLine> lines) {
        Set<String> parents =
                lines.stream().flatMap(line -> line.parent().stream()).collect(Collectors.toSet());
        Map<String, List<PrescriptionLine>> byKey = new LinkedHashMap<>();
        for (PrescriptionLine line : lines) {
            byKey.computeIfAbsent(key(line, parents), key -> new ArrayList<>()).add(line);
        }
        return byKey.entrySet().stream()
                .map(entry -> new Recipe(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Parents first: who names a parent says exactly which drugs belong together. */
    private static String key(PrescriptionLine line, Set<String> parents) {
        if (line.parent().isPresent()) {
            return ORDER + line.parent().get();
        }
        if (line.recipeGroup().isPresent() && !parents.contains(line.number())) {
            return GROUP + line.prescription().orElse("") + "|"
                    + line.recipeGroup().get();
        }
        return ORDER + line.number();
    }

    /**
     * Whether a line of another message may belong to it: a group number alone says nothing without its prescription.
     */
    boolean isOpenToOtherMessages() {
        return !key.startsWith(GROUP + "|");
    }

    /** One bag that is planned. */
    record PlannedBag(
            Optional<OffsetDateTime> time,
            List<PrescriptionLine> lines,
            List<MedicationIngredientComponent> ingredients) {}

    private record Planned(PrescriptionLine line, AdministrationPlan plan) {

        /** A line that does not say how often is in each bag. */
        boolean isInBag(int nth) {
            return !plan.clear() || plan.count() > nth;
        }
    }

    /** The n-th bag holds the lines that are given at least n times. */
    List<PlannedBag> plannedBags() {
        List<Planned> planned = planned();
        AdministrationPlan longest = planned.stream()
                .map(Planned::plan)
                .reduce((a, b) -> b.count() > a.count() || (b.clear() && !a.clear() && b.count() == a.count()) ? b : a)
                .orElseThrow();
        List<PlannedBag> bags = new ArrayList<>();
        for (int i = 0; i < longest.count(); i++) {
            int nth = i;
            List<PrescriptionLine> inBag = planned.stream()
                    .filter(one -> one.isInBag(nth))
                    .map(Planned::line)
                    .toList();
            bags.add(new PlannedBag(longest.times().get(i), inBag, ingredients(inBag)));
        }
        return bags;
    }

    private List<Planned> planned() {
        return lines.stream()
                .map(line ->
                        new Planned(line, AdministrationPlan.of(line.resource().getDosageInstruction())))
                .toList();
    }

    /** Whether more administrations were ordered than one line may plan. */
    boolean isCut() {
        return planned().stream().anyMatch(one -> one.plan().cut());
    }

    private List<MedicationIngredientComponent> ingredients(List<PrescriptionLine> inBag) {
        List<MedicationIngredientComponent> ingredients = new ArrayList<>();
        for (PrescriptionLine line : inBag) {
            if (!repeatsItsChildren(line, inBag)) {
                ingredients.addAll(line.components());
            }
        }
        return ingredients;
    }

    /**
     * A parent that only announces a drug which a child of it orders with its amount puts nothing into the bag twice.
     */
    private boolean repeatsItsChildren(PrescriptionLine line, List<PrescriptionLine> inBag) {
        if (line.hasComponents() || line.parent().isPresent()) {
            return false;
        }
        return inBag.stream()
                .filter(child ->
                        child.parent().isPresent() && child.parent().get().equals(line.number()))
                .flatMap(child -> child.components().stream())
                .anyMatch(component -> sameDrug(component, line));
    }

    private static boolean sameDrug(MedicationIngredientComponent component, PrescriptionLine line) {
        List<Coding> ours = line.drug().getCoding();
        return component.getItemCodeableConcept().getCoding().stream()
                .anyMatch(theirs -> ours.stream()
                        .anyMatch(own -> own.hasCode()
                                && own.getCode().equals(theirs.getCode())
                                && String.valueOf(own.getSystem()).equals(String.valueOf(theirs.getSystem()))));
    }
}
