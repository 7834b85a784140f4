package org.chemoloop.fhir.order;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.order.Recipe.PlannedBag;
import org.hl7.fhir.r4.model.Medication.MedicationIngredientComponent;

/**
 * A bag as it was ordered, for hands that put bags together (组方) or take one apart (拆方). Whatever they do, each
 * component is in exactly one bag afterwards.
 *
 * @param lines in the order of the bag
 */
record MixedBag(
        BagCode code,
        Optional<OffsetDateTime> time,
        List<PrescriptionLine> lines,
        List<MedicationIngredientComponent> ingredients) {

    MixedBag {
        lines = List.copyOf(lines);
        ingredients = List.copyOf(ingredients);
    }

    /** One bag at the time of the first; empty when an order would be in it twice, which would be two doses at once. */
    static Optional<PlannedBag> together(List<MixedBag> bags) {
        List<PrescriptionLine> lines =
                bags.stream().flatMap(bag -> bag.lines().stream()).toList();
        Set<String> ids = new HashSet<>();
        boolean twice = lines.stream().anyMatch(line -> !ids.add(line.id()));
        return twice
                ? Optional.empty()
                : Optional.of(new PlannedBag(
                        bags.get(0).time(),
                        lines,
                        bags.stream()
                                .flatMap(bag -> bag.ingredients().stream())
                                .map(MedicationIngredientComponent::copy)
                                .toList()));
    }

    /**
     * What stays and what is taken out; empty when nothing or everything would be, or when nobody can say whose a
     * component is.
     *
     * @param out ids of the lines that are taken out
     */
    Optional<List<PlannedBag>> without(Set<String> out) {
        List<PrescriptionLine> taken =
                lines.stream().filter(line -> out.contains(line.id())).toList();
        List<PrescriptionLine> staying =
                lines.stream().filter(line -> !out.contains(line.id())).toList();
        Set<String> known =
                new LinkedHashSet<>(lines.stream().map(PrescriptionLine::id).toList());
        if (taken.isEmpty() || staying.isEmpty() || !known.containsAll(out)) {
            return Optional.empty();
        }
        List<MedicationIngredientComponent> rest = new ArrayList<>(ingredients);
        Optional<PlannedBag> one = part(staying, rest);
        Optional<PlannedBag> other = part(taken, rest);
        return one.isPresent() && other.isPresent() && rest.isEmpty()
                ? Optional.of(List.of(one.get(), other.get()))
                : Optional.empty();
    }

    /** Moves what these lines order from {@code rest} into a bag of theirs. */
    private Optional<PlannedBag> part(List<PrescriptionLine> own, List<MedicationIngredientComponent> rest) {
        List<MedicationIngredientComponent> moved = new ArrayList<>();
        Recipe recipe = new Recipe(Recipe.of(own).get(0).key(), own);
        for (MedicationIngredientComponent wanted : recipe.plannedBags().get(0).ingredients()) {
            Optional<MedicationIngredientComponent> found =
                    rest.stream().filter(there -> isSame(there, wanted)).findFirst();
            if (found.isEmpty()) {
                return Optional.empty();
            }
            rest.remove(found.get());
            moved.add(found.get().copy());
        }
        return Optional.of(new PlannedBag(time, own, moved));
    }

    /** Whether it only dilutes was found out later, so it does not tell two components apart. */
    private static boolean isSame(MedicationIngredientComponent there, MedicationIngredientComponent wanted) {
        return there.getItem().equalsDeep(wanted.getItem())
                && there.getStrength().equalsDeep(wanted.getStrength());
    }
}
