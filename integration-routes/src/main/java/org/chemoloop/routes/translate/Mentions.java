package org.chemoloop.routes.translate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which fields a map speaks of, and in which of its lines: a row that uses the field, or the reason it is left out. */
final class Mentions {
    private final Map<String, Map<Integer, Set<String>>> lines = new TreeMap<>();

    void add(String segment, int field, String line) {
        lines.computeIfAbsent(segment, s -> new TreeMap<>())
                .computeIfAbsent(field, f -> new LinkedHashSet<>())
                .add(line);
    }

    void addAll(Mentions others) {
        others.lines.forEach((segment, fields) ->
                fields.forEach((field, theirs) -> theirs.forEach(line -> add(segment, field, line))));
    }

    boolean knows(String segment) {
        return lines.containsKey(segment);
    }

    /** Empty when no line speaks of the field. */
    List<String> of(String segment, int field) {
        return List.copyOf(lines.getOrDefault(segment, Map.of()).getOrDefault(field, Set.of()));
    }
}
