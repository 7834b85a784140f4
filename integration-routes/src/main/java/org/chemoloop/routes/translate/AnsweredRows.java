package org.chemoloop.routes.translate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Adds what engineers have answered to the tables of a sender; what stands in a file holds before it. */
final class AnsweredRows {
    private AnsweredRows() {}

    /** @param unfit gets a sentence for each answer that the tables as they are can't follow */
    static Map<String, MapNode> over(
            Map<String, MapNode> files, List<AnsweredCode> answers, Map<AnsweredCode, String> unfit) {
        Map<String, MapNode> tables = new LinkedHashMap<>(files);
        for (AnsweredCode answer : answers) {
            MapNode file = files.get(answer.table());
            if (file == null) {
                unfit.put(answer, "There is no table " + answer.table() + ".");
                continue;
            }
            MapNode row = row(file, answer, unfit);
            if (row != null && row(file, answer.code()) == null) {
                tables.computeIfPresent(
                        answer.table(), (name, table) -> table.withRow(answer.code(), row, answer.where()));
            }
        }
        return tables;
    }

    private static @Nullable MapNode row(MapNode table, String code) {
        for (Map.Entry<String, MapNode> row : table.entries("rows").entrySet()) {
            if (named(table, row.getKey()).equals(named(table, code))) {
                return row.getValue();
            }
        }
        return null;
    }

    private static String named(MapNode table, String code) {
        return table.says("ignore-case") ? code.toUpperCase(Locale.ROOT) : code;
    }

    /** The row that is named, or gives that code; nothing when two of them say different things. */
    private static @Nullable MapNode row(MapNode table, AnsweredCode answer, Map<AnsweredCode, String> unfit) {
        Map<String, MapNode> meant = new LinkedHashMap<>();
        table.entries("rows").forEach((name, row) -> {
            String code = row.isScalar() ? row.text() : row.text("code");
            if (named(table, name).equals(named(table, answer.means())) || Objects.equals(code, answer.means())) {
                meant.put(name, row);
            }
        });
        if (meant.isEmpty()) {
            unfit.put(
                    answer,
                    "Table " + answer.table() + " has no row \"" + answer.means()
                            + "\" and no row that gives this code.");
            return null;
        }
        MapNode first = meant.values().iterator().next();
        if (meant.values().stream().anyMatch(other -> !other.saysTheSame(first))) {
            unfit.put(
                    answer,
                    "\"" + answer.means() + "\" may be each of these rows of table " + answer.table()
                            + ", which say different things: " + String.join(", ", meant.keySet())
                            + ". Name one that only one row is meant by.");
            return null;
        }
        return first;
    }
}
