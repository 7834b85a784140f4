package org.chemoloop.label.print;

import org.chemoloop.label.desk.Refusal;
import org.jspecify.annotations.Nullable;

/** What became of asking for a print. */
public sealed interface Accepted {

    /** It is kept and will be printed. */
    record Kept(PrintJob job) implements Accepted {}

    /** Asked before under this id. */
    record Known(PrintJob job) implements Accepted {}

    /** It won't be printed. */
    record Refused(Refusal reason, @Nullable String what) implements Accepted {}
}
