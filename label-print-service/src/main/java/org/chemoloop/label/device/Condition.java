package org.chemoloop.label.device;

/**
 * How a printer is right now.
 *
 * @param ready it would print the next label
 * @param says why not, or that it is well
 */
public record Condition(boolean ready, String says) {
    static Condition good() {
        return new Condition(true, "ready");
    }

    static Condition not(String why) {
        return new Condition(false, why);
    }
}
