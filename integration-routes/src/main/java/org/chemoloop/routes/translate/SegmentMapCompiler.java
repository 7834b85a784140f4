package org.chemoloop.routes.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.chemoloop.routes.translate.type.CodeTable;
import org.chemoloop.routes.translate.type.Converter;
import org.chemoloop.routes.translate.type.Converters;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.ResourceFactory;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Turns the YAML of one map into rows; everything it can't understand becomes a problem with file and line. */
final class SegmentMapCompiler {
    private final String name;
    private final MapNode node;
    private final Map<String, CodeTable> tables;
    private final Problems problems;
    private final Mentions mentioned = new Mentions();
    private String from = "";

    SegmentMapCompiler(String name, MapNode node, Map<String, CodeTable> tables, Problems problems) {
        this.name = name;
        this.node = node;
        this.tables = tables;
        this.problems = problems;
    }

    SegmentMap compile() {
        node.onlyKeys(problems, "from", "to", "each", "repeats", "follows", "identity", "set", "rows", "unmapped");
        from = node.text("from", "");
        String to = node.text("to", "");
        int dot = to.indexOf('.');
        String resource = dot < 0 ? to : to.substring(0, dot);
        String list = dot < 0 ? null : to.substring(dot + 1);
        if (!name.equals(from + "-" + to)) {
            problems.add(node.where(), "the file has to be called " + from + "-" + to + ".yaml");
        }
        Supplier<Base> root = () -> prototype(resource, list);
        if (!exists(resource, list)) {
            return new SegmentMap(name, from, resource, list, null, List.of(), List.of(), List.of(), new Mentions());
        }
        List<Row> rows = new ArrayList<>();
        for (MapNode row : node.items("rows")) {
            Row compiled = row(row, root);
            if (compiled != null) {
                rows.add(compiled);
            }
        }
        List<SegmentMap.Fixed> fixed = new ArrayList<>();
        for (MapNode set : node.items("set")) {
            SegmentMap.Fixed compiled = fixed(set, root);
            if (compiled != null) {
                fixed.add(compiled);
            }
        }
        List<Identity> identities = new ArrayList<>();
        for (MapNode identity : node.items("identity")) {
            Identity compiled = Identity.compile(identity, problems);
            identities.add(compiled);
            compiled.refs().forEach(ref -> mention(ref, identity.where()));
        }
        node.items("unmapped").forEach(this::excuse);
        return new SegmentMap(
                name,
                from,
                resource,
                list,
                repeats(),
                List.copyOf(identities),
                List.copyOf(fixed),
                List.copyOf(rows),
                mentioned);
    }

    private SegmentMap.@Nullable Repeats repeats() {
        MapNode repeats = node.get("repeats");
        if (repeats == null) {
            return null;
        }
        repeats.onlyKeys(problems, "v2", "when");
        FieldRef ref = ref(repeats, "v2");
        return ref == null ? null : new SegmentMap.Repeats(ref, Condition.parse(repeats.get("when"), problems));
    }

    private static Base prototype(String resource, @Nullable String list) {
        Base root = ResourceFactory.createResource(resource);
        return list == null ? root : Target.detached(root, list);
    }

    private boolean exists(String resource, @Nullable String list) {
        if (list != null && !node.says("each")) {
            problems.add(node.where(), "a map into a list has to say each: true");
        }
        try {
            prototype(resource, list);
            return true;
        } catch (FHIRException e) {
            problems.add(node.where(), "there is no FHIR resource or list " + node.text("to", ""));
            return false;
        }
    }

    private @Nullable Row row(MapNode row, Supplier<Base> root) {
        row.onlyKeys(
                problems,
                "v2",
                "fhir",
                "as",
                "when",
                "table",
                "unit",
                "per",
                "system",
                "required",
                "wanted",
                "lenient",
                "why");
        FieldRef ref = ref(row, "v2");
        Target target = target(row, root);
        String as = row.text("as", "");
        String required = row.text("required");
        FieldRef unit = row.get("unit") == null ? null : ref(row, "unit");
        FieldRef per = row.get("per") == null ? null : ref(row, "per");
        CodeTable table = table(row);
        Condition when = Condition.parse(row.get("when"), problems);
        if (ref == null || target == null) {
            return null;
        }
        Converter converter = Converters.find(as, target.type());
        if (converter == null) {
            problems.add(row.where(), "there is no converter " + as + " → " + target.type());
            return null;
        }
        if (table != null && target.type().equals("code")) {
            codesFit(row, table, target, root);
        }
        return new Row(
                row.where(),
                ref,
                target,
                converter,
                as,
                when,
                table,
                unit,
                per,
                row.text("system"),
                required,
                row.text("wanted"),
                row.says("lenient"));
    }

    /** A table that yields codes which the element can't take must not wait for the first such message. */
    private void codesFit(MapNode row, CodeTable table, Target target, Supplier<Base> root) {
        table.rows().forEach((from, entry) -> {
            if (entry.code() != null && !fits(entry.code(), target, root)) {
                problems.add(
                        row.where(),
                        "table " + table.name() + " maps " + from + " to " + entry.code() + ", which " + target.path()
                                + " can't be");
            }
        });
    }

    private static boolean fits(String code, Target target, Supplier<Base> root) {
        try {
            target.set(root.get(), new CodeType(code));
            return true;
        } catch (FHIRException e) {
            return false;
        }
    }

    private SegmentMap.@Nullable Fixed fixed(MapNode set, Supplier<Base> root) {
        set.onlyKeys(problems, "fhir", "value", "when", "why");
        Target target = target(set, root);
        MapNode value = set.get("value");
        Condition when = Condition.parse(set.get("when"), problems);
        if (target == null || value == null) {
            problems.add(set.where(), "a set needs fhir and value");
            return null;
        }
        Type literal = Literal.of(value, target.type(), problems);
        if (literal == null) {
            return null;
        }
        if (literal instanceof PrimitiveType<?> primitive
                && target.type().equals("code")
                && !fits(primitive.getValueAsString(), target, root)) {
            problems.add(value.where(), target.path() + " can't be " + value.text());
            return null;
        }
        return new SegmentMap.Fixed(set.where(), target, literal, when);
    }

    private @Nullable Target target(MapNode row, Supplier<Base> root) {
        String path = row.text("fhir");
        if (path == null) {
            problems.add(row.where(), "fhir: is missing");
            return null;
        }
        try {
            return Target.compile(root.get(), path);
        } catch (Target.NoSuchPath e) {
            problems.add(row.where(), path + ": " + e.getMessage());
            return null;
        }
    }

    private @Nullable FieldRef ref(MapNode row, String key) {
        String text = row.text(key, "");
        FieldRef ref = FieldRef.parse(text);
        if (ref == null) {
            problems.add(row.where(), key + ": \"" + text + "\" is not a field; write e.g. PID-3 or ORC-7.4");
            return null;
        }
        mention(ref, row.where());
        return ref;
    }

    private @Nullable CodeTable table(MapNode row) {
        String wanted = row.text("table");
        if (wanted == null) {
            return null;
        }
        CodeTable table = tables.get(wanted);
        if (table == null) {
            problems.add(row.where(), "there is no table " + wanted);
        }
        return table;
    }

    private void mention(FieldRef ref, String line) {
        mentioned.add(ref.segment(), ref.field(), line);
    }

    /** {@code RXE-9}, or a range {@code RXE-36..45}. */
    private void excuse(MapNode excuse) {
        excuse.onlyKeys(problems, "v2", "why");
        String[] bounds = excuse.text("v2", "").split("\\.\\.", 2);
        FieldRef first = FieldRef.parse(bounds[0]);
        if (first == null || excuse.text("why", "").isBlank()) {
            problems.add(excuse.where(), "unmapped needs a v2 field (or a range such as RXE-36..45) and a why");
            return;
        }
        int last = bounds.length > 1 ? Integer.parseInt(bounds[1]) : first.field();
        for (int field = first.field(); field <= last; field++) {
            mentioned.add(first.segment(), field, excuse.where() + Row.LEFT_OUT + excuse.text("why", ""));
        }
    }
}
