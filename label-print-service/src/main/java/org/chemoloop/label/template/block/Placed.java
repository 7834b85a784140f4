package org.chemoloop.label.template.block;

import org.chemoloop.label.layout.Pen;

/** A block with its facts in it: its height is known, its place is not yet. */
public record Placed(double height, Ink ink) {

    /** Puts the marks of a block on a page. */
    public interface Ink {
        void draw(Pen pen, double x, double top);
    }
}
