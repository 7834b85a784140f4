package org.chemoloop.routes.translate;

import java.util.List;

/** Lists everything that is wrong with the maps, each line with its file and line number. */
public final class MapProblems extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    public MapProblems(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
