package org.chemoloop.fhir.loop.known;

import org.jspecify.annotations.Nullable;

/**
 * A drug or diluent in a bag, with what the catalogue says of it.
 *
 * @param code of {@code cs/hospital-drug}, or whatever code the order gave; empty where it gave none
 * @param amount as ordered, in {@code unit}
 */
public record Ingredient(
        String code,
        String name,
        boolean cytotoxic,
        boolean vesicant,
        boolean diluent,
        @Nullable Double amount,
        String unit) {

    private static final String MILLILITRE = "mL";

    boolean isVolume() {
        return MILLILITRE.equals(unit) && amount != null;
    }
}
