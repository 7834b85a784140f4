package org.chemoloop.routes.translate;

import java.util.ArrayList;
import java.util.List;

/** Remembers for every element where it came from: the field of the message and the line of the map. */
final class Trace {
    private final List<Step> steps = new ArrayList<>();
    private int entry;
    private String resource = "";

    /**
     * One element that was set.
     *
     * @param location the field; empty for a value that the map writes itself
     * @param sent what stands there; empty for a value that the map writes itself
     * @param where the line of the map, and behind it the rows of the tables that decided
     */
    record Step(int entry, String path, String location, String sent, String where) {}

    void begin(int entryIndex) {
        entry = entryIndex;
    }

    /** The entry was the same as an earlier one and is not made. */
    void forget(int entryIndex) {
        steps.removeIf(step -> step.entry() == entryIndex);
    }

    /** What the paths that follow are relative to, e.g. {@code Medication.ingredient}. */
    void into(String resourceOrList) {
        resource = resourceOrList;
    }

    void add(String path, String location, String sent, String where) {
        steps.add(new Step(entry, resource + "." + path, location, sent, where));
    }

    List<Step> steps() {
        return steps;
    }
}
