package org.chemoloop.routes.translate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chemoloop.routes.translate.type.CodeTable;
import org.chemoloop.routes.translate.type.CodeTable.Entry;
import org.chemoloop.routes.translate.type.CodeTable.Otherwise;
import org.jspecify.annotations.Nullable;

/** Reads the code tables of the mappings folder. */
final class CodeTables {
    private CodeTables() {}

    static CodeTable read(String name, MapNode node, Problems problems) {
        node.onlyKeys(problems, "table", "system", "ignore-case", "agree", "rows", "otherwise", "why");
        if (!name.equals(node.text("table"))) {
            problems.add(node.where(), "table: has to say " + name + " like the file");
        }
        boolean ignoresCase = node.says("ignore-case");
        String system = node.text("system");
        Map<String, Entry> rows = new HashMap<>();
        node.entries("rows").forEach((key, row) -> {
            timing(row, problems);
            String code = ignoresCase ? key.toUpperCase(Locale.ROOT) : key;
            if (rows.put(code, entry(row, system)) != null) {
                problems.add(row.where(), "a second row for " + key);
            }
        });
        String otherwise = node.text("otherwise");
        Otherwise rule = rule(otherwise);
        if (rule == null) {
            problems.add(
                    node.where(), "otherwise: has to say refuse, keep, keep quietly, leave out, or use and a code");
            rule = Otherwise.REFUSE;
        }
        Entry fallback = otherwise != null && otherwise.startsWith("use ")
                ? new Entry(node.where(), otherwise.substring(4), null, system, Map.of())
                : null;
        return new CodeTable(
                name, system, Map.copyOf(rows), ignoresCase, node.says("agree"), rule, fallback, entry -> {});
    }

    private static Entry entry(MapNode row, @Nullable String system) {
        if (row.isScalar()) {
            return new Entry(row.where(), row.text().isEmpty() ? null : row.text(), null, system, Map.of());
        }
        Map<String, String> more = new LinkedHashMap<>();
        row.entries().forEach((key, value) -> more.put(key, value.text()));
        String ownSystem = more.get("system");
        return new Entry(
                row.where(),
                more.get("code"),
                more.get("display"),
                ownSystem == null ? system : ownSystem,
                Map.copyOf(more));
    }

    /** How often and how long: read by a converter that has no time for complaints. */
    private static void timing(MapNode row, Problems problems) {
        for (String key : List.of("count", "frequency", "period")) {
            String text = row.text(key);
            if (text != null && !text.matches("[1-9]\\d{0,3}")) {
                problems.add(row.where(), "\"" + text + "\" is not a whole number");
            }
        }
        String unit = row.text("unit");
        if (unit != null && !List.of("s", "min", "h", "d", "wk", "mo", "a").contains(unit)) {
            problems.add(row.where(), "\"" + unit + "\" is not a unit of time: write s, min, h, d, wk, mo or a");
        }
    }

    private static @Nullable Otherwise rule(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "refuse" -> Otherwise.REFUSE;
            case "keep" -> Otherwise.KEEP;
            case "keep quietly" -> Otherwise.KEEP_QUIETLY;
            case "leave out" -> Otherwise.LEAVE_OUT;
            default -> text.startsWith("use ") ? Otherwise.USE : null;
        };
    }
}
