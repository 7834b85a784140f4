package org.chemoloop.label.layout;

import org.jspecify.annotations.Nullable;

/** One drug line of a bag: the base (溶媒) or an additive. */
public record Component(
        String name,
        boolean base,
        @Nullable Amount amount,
        @Nullable String strength,
        @Nullable String packs) {

    public static Component base(String name, Amount amount) {
        return new Component(name, true, amount, null, null);
    }

    public static Component additive(String name, Amount amount) {
        return new Component(name, false, amount, null, null);
    }

    /** 规格 as well, where the prescription says it. */
    public Component ofStrength(String said) {
        return new Component(name, base, amount, said, packs);
    }

    /** So many bottles or bags of the product, e.g. {@code 4瓶}. */
    public Component inPacks(String said) {
        return new Component(name, base, amount, strength, said);
    }
}
