package org.chemoloop.fhir.loop.known;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is in a bag.
 *
 * @param stability how long it may be used once it is mixed: the shortest that the catalogue has for a drug in it; null
 *     where it has none for one of them
 * @param lot as its preparer told it; null where nobody did
 * @param needsOfSet what the infusion set must be for the drugs in it
 */
public record Contents(
        List<Ingredient> ingredients,
        @Nullable Duration stability,
        @Nullable String lot,
        Set<SetProperty> needsOfSet) {

    public Contents {
        ingredients = List.copyOf(ingredients);
        needsOfSet = Set.copyOf(needsOfSet);
    }

    /** Contents of whose preparation nothing is known. */
    public Contents(List<Ingredient> ingredients) {
        this(ingredients, null, null, Set.of());
    }

    public boolean isCytotoxic() {
        return ingredients.stream().anyMatch(Ingredient::cytotoxic);
    }

    public boolean isVesicant() {
        return ingredients.stream().anyMatch(Ingredient::vesicant);
    }

    /** Whether it prepares the patient for a cytotoxic bag: a drug, and none that is cytotoxic. */
    public boolean isPremedication() {
        return !isCytotoxic() && ingredients.stream().anyMatch(ingredient -> !ingredient.diluent());
    }

    /** The codes of the drugs in it, diluents left out. */
    public Set<String> drugs() {
        return ingredients.stream()
                .filter(ingredient ->
                        !ingredient.diluent() && !ingredient.code().isEmpty())
                .map(Ingredient::code)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Millilitres in the bag; empty unless the order says of some ingredient how many. */
    public Optional<Double> volume() {
        double sum = ingredients.stream()
                .filter(Ingredient::isVolume)
                .mapToDouble(ingredient -> ingredient.amount() == null ? 0 : ingredient.amount())
                .sum();
        return sum > 0 ? Optional.of(sum) : Optional.empty();
    }
}
