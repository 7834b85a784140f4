package org.chemoloop.label.device;

/** What became of a label on its way to the printer. */
public sealed interface Sent {

    /** The printer has all of it. */
    record Printed() implements Sent {}

    /** Not a byte has left: trying again is safe. */
    record NotSent(String why) implements Sent {}

    /** Some of it has left, and nobody knows whether it was printed: only a person can look. */
    record Unsure(String why) implements Sent {}
}
