package org.chemoloop.simulators.printer;

/** What can be wrong with a printer that answers. */
public enum Trouble {
    NONE,
    OUT_OF_PAPER,
    /** It hangs up in the middle of a label. */
    BREAKS_OFF
}
