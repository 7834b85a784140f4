package org.chemoloop.routes.translate;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with the maps, so that an engineer sees all of it at once. */
final class Problems {
    private final List<String> found = new ArrayList<>();

    void add(String where, String sentence) {
        String problem = where + ": " + sentence;
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    void throwIfAny() throws MapProblems {
        if (!found.isEmpty()) {
            throw new MapProblems(found);
        }
    }
}
