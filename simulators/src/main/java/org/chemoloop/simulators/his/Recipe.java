package org.chemoloop.simulators.his;

import java.util.List;
import java.util.stream.Stream;

/** What one bag is made of: a base and what is added to it. */
public record Recipe(Component base, List<Component> additives) {

    /** The base alone. */
    public static Recipe in(Drug base, int amount) {
        return new Recipe(new Component(base, amount), List.of());
    }

    /** The same bag with one more additive. */
    public Recipe with(Drug additive, int amount) {
        return new Recipe(
                base,
                Stream.concat(additives.stream(), Stream.of(new Component(additive, amount)))
                        .toList());
    }

    /** Whether it may only be started with a witness. */
    public boolean cytotoxic() {
        return additives.stream().anyMatch(additive -> additive.drug().cytotoxic());
    }

    /** Whether the PIVAS makes it. */
    public boolean madeByPivas() {
        return additives.stream().anyMatch(additive -> additive.drug().antitumour());
    }

    /** The drug a doctor would name the bag by. */
    Component leading() {
        return additives.isEmpty() ? base : additives.get(additives.size() - 1);
    }

    /** One drug and its amount in the drug's unit. */
    public record Component(Drug drug, int amount) {}
}
