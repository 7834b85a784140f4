package org.chemoloop.label.layout;

/**
 * One thing on a label; positions and sizes in millimetres from its upper left corner, later marks over earlier ones.
 */
public sealed interface Mark {

    /** One line of text; {@code size} is the em, {@code y} the baseline. */
    record Text(double x, double y, double size, String text, Ink ink) implements Mark {}

    /** A filled rectangle. */
    record Fill(double x, double y, double width, double height, Ink ink) implements Mark {}

    /** A filled triangle standing on its base, for warnings. */
    record Triangle(double x, double y, double width, double height, Ink ink) implements Mark {}

    /** A barcode in the middle of an area that includes its quiet zones; {@code data} is what a scanner reads. */
    record Symbol(double x, double y, double width, double height, Symbology symbology, String data) implements Mark {}
}
