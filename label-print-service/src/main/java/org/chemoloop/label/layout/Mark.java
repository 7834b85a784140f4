package org.chemoloop.label.layout;

import org.chemoloop.label.code.LabelCode;

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

    /** Code 128 in the middle of an area that includes the quiet zones. */
    record Linear(double x, double y, double width, double height, LabelCode code) implements Mark {}

    /** DataMatrix in the middle of an area that includes the quiet zone. */
    record Matrix(double x, double y, double width, double height, LabelCode code) implements Mark {}
}
