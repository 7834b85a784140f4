package org.chemoloop.label.layout;

/** The two colours of thermal paper. */
public enum Ink {
    BLACK,
    WHITE
}
