package org.chemoloop.routes.translate.type;

/** Tells numbers from text as the HL7 type NM does. */
public final class Numbers {
    private Numbers() {}

    public static boolean isNumber(String text) {
        return NmToDecimal.number(text) != null;
    }
}
