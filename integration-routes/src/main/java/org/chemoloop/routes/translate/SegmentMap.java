package org.chemoloop.routes.translate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.chemoloop.routes.translate.type.CodeTable;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ResourceFactory;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** One segment map: how one kind of segment fills one kind of resource, or one list of it. */
final class SegmentMap {
    private final String name;
    private final String from;
    private final String resource;
    private final @Nullable String list;
    private final @Nullable Repeats repeats;
    private final List<Identity> identities;
    private final List<Fixed> fixed;
    private final List<Row> rows;
    private final Set<String> deletable;
    private final Mentions mentioned;

    SegmentMap(
            String name,
            String from,
            String resource,
            @Nullable String list,
            @Nullable Repeats repeats,
            List<Identity> identities,
            List<Fixed> fixed,
            List<Row> rows,
            Mentions mentioned) {
        this.name = name;
        this.from = from;
        this.resource = resource;
        this.list = list;
        this.repeats = repeats;
        this.identities = identities;
        this.fixed = fixed;
        this.rows = rows;
        this.deletable = deletable(resource, list, rows);
        this.mentioned = mentioned;
    }

    /** What is known of a person or a visit can be taken back by a null, where one field alone says it. */
    private static Set<String> deletable(String resource, @Nullable String list, List<Row> rows) {
        if (list != null || !(resource.equals("Patient") || resource.equals("Encounter"))) {
            return Set.of();
        }
        Map<String, Long> times = rows.stream()
                .filter(row -> row.required() == null)
                .collect(Collectors.groupingBy(row -> row.target().path(), Collectors.counting()));
        return times.entrySet().stream()
                .filter(entry -> entry.getValue() == 1 && entry.getKey().matches("[a-z][A-Za-z]*"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A field whose every repetition makes an element of the list; where {@code when} does not hold, only the first.
     */
    record Repeats(FieldRef ref, Condition when) {
        List<Segment> of(Reading reading, Segment segment) {
            List<Segment> all = segment.perRepetition(ref.field());
            if (all.size() == 1 || when.holds(reading, segment)) {
                return all;
            }
            reading.find(Finding.warning(
                    Finding.DATA_TYPE,
                    segment.location(ref.field(), 2, 1),
                    ref + " repeats: only the first repetition is used here."));
            return all.subList(0, 1);
        }
    }

    /** A value that the map writes itself. */
    record Fixed(String where, Target target, Type value, Condition when) {}

    static SegmentMap compile(String name, MapNode node, Map<String, CodeTable> tables, Problems problems) {
        return new SegmentMapCompiler(name, node, tables, problems).compile();
    }

    String name() {
        return name;
    }

    String from() {
        return from;
    }

    String resource() {
        return resource;
    }

    /** The resource, or the list in it, that this map fills. */
    String to() {
        return list == null ? resource : resource + "." + list;
    }

    List<Identity> identities() {
        return identities;
    }

    /** The fields that a row uses or {@code unmapped} excuses, by segment. */
    Mentions mentioned() {
        return mentioned;
    }

    /** The rows that fill this element of the resource. */
    List<Row> rowsTo(String path) {
        return rows.stream().filter(row -> row.target().path().equals(path)).toList();
    }

    void apply(Reading reading, Segment segment, Resource into) {
        reading.traceInto(this);
        if (list == null) {
            fill(reading, segment, into);
            return;
        }
        for (Segment one : repeats == null ? List.of(segment) : repeats.of(reading, segment)) {
            // Detached first, so that a segment without content leaves no empty element behind.
            Base parent = ResourceFactory.createResource(resource);
            Base element = Target.detached(parent, list);
            fill(reading, one, element);
            if (!element.isEmpty()) {
                into.setProperty(list.hashCode(), list, element);
            }
        }
    }

    private void fill(Reading reading, Segment segment, Base root) {
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            row.apply(reading, segment, root);
            if (deletable.contains(row.target().path()) && row.isTakenBack(reading, segment)) {
                reading.delete((DomainResource) root, row);
            }
        }
        for (int i = 0; i < fixed.size(); i++) {
            Fixed one = fixed.get(i);
            if (one.when.holds(reading, segment) && one.target.isFree(root) && !(list != null && root.isEmpty())) {
                one.target.set(root, one.value.copy());
                reading.trace(one.target.path(), "", "", one.where);
            }
        }
    }
}
