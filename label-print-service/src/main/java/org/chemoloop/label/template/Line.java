package org.chemoloop.label.template;

/**
 * One line of the list in the middle of a label.
 *
 * @param text breaks into as many rows as it needs
 * @param dose stands at the right, never parted from the text
 * @param highlighted the dose is not what a glance expects, such as part of a vial
 */
public record Line(String text, String dose, boolean highlighted) {

    public static Line plain(String text) {
        return new Line(text, "", false);
    }
}
