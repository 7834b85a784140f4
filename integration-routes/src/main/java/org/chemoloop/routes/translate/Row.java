package org.chemoloop.routes.translate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chemoloop.routes.translate.type.Cell;
import org.chemoloop.routes.translate.type.CodeTable;
import org.chemoloop.routes.translate.type.Converter;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;

/**
 * One row of a map, ready to run: a field of the message, the converter, and the element it goes to.
 *
 * <p>The first row that finds a value sets an element; a later row fills only what is still empty. A list takes every
 * repetition.
 *
 * @param where file and line
 * @param required what is missing when the field is empty, in words; nothing when it may be empty
 * @param wanted the same, but answered with a warning
 * @param lenient whether a wrong value is left out with a warning rather than refused
 */
record Row(
        String where,
        FieldRef from,
        Target target,
        Converter converter,
        String as,
        Condition when,
        @Nullable CodeTable table,
        @Nullable FieldRef unit,
        @Nullable FieldRef per,
        @Nullable String system,
        @Nullable String required,
        @Nullable String wanted,
        boolean lenient) {
    /** Between the line of a map that leaves a field out and its reason. */
    static final String LEFT_OUT = " left out: ";

    void apply(Reading reading, Segment segment, Base root) {
        Segment source = reading.nearest(from.segment(), segment);
        Value field = source == null ? Value.absent() : source.field(from.field());
        if (field.isEmpty() && required == null && wanted == null) {
            // Most rows of most messages: nothing was sent and nobody misses it.
            return;
        }
        boolean free = converter.completes() || target.isFree(root);
        if (!free || !when.holds(reading, segment)) {
            return;
        }
        if (source == null || field.isEmpty()) {
            missing(reading, segment, source);
            return;
        }
        boolean joins = converter.joins(source);
        boolean takesAll = target.isList() || converter.collects();
        List<Value> repetitions = joins ? List.of(joined(field)) : field.repetitions();
        Listed listed = target.isList() ? target.listed(root) : null;
        int foundBefore = reading.found();
        boolean any = false;
        for (int i = 0; i < repetitions.size() && (i == 0 || takesAll); i++) {
            Value value = from.within(repetitions.get(i));
            if (!value.isEmpty()) {
                any |= put(new RowCell(this, reading, source, value, i + 1, root), root, listed);
            }
        }
        // What was sent may be nothing all the same, e.g. the name of a coding system without a code.
        if (!any && reading.found() == foundBefore) {
            missing(reading, segment, source);
        }
        if (!takesAll && saysMore(repetitions)) {
            onlyOne(reading, source);
        }
    }

    /** Whether the sender says by {@code ""} that what it has said before holds no more. */
    boolean isTakenBack(Reading reading, Segment segment) {
        Segment source = reading.nearest(from.segment(), segment);
        return source != null
                && from.component() == 0
                && source.field(from.field()).isNull();
    }

    /** Whether a later repetition says something else than the first. */
    private boolean saysMore(List<Value> repetitions) {
        for (int i = 1; i < repetitions.size(); i++) {
            Value other = from.within(repetitions.get(i));
            if (!other.isEmpty()
                    && !other.raw().equals(from.within(repetitions.get(0)).raw())) {
                return true;
            }
        }
        return false;
    }

    private boolean put(RowCell cell, Base root, @Nullable Listed listed) {
        Base made = converter.convert(cell);
        if (made == null) {
            return false;
        }
        try {
            if (made != cell.begun() && !(listed != null && listed.has(made))) {
                target.set(root, made);
                if (listed != null) {
                    listed.add(made);
                }
                leaveOutEndBeforeStart(cell, root);
            }
            if (cell.reading.isTraced()) {
                cell.reading.trace(
                        target.path(), cell.location(), cell.value.raw(), String.join(" ", cell.decidedBy(where)));
            }
        } catch (FHIRException e) {
            cell.wrong(
                    Finding.TABLE_VALUE,
                    cell.name() + " is \"" + cell.value().wholeText() + "\", which has no meaning here.");
        }
        return true;
    }

    /** R4 has no period that ends before it begins; the start is what a treatment hangs on. */
    private void leaveOutEndBeforeStart(RowCell cell, Base root) {
        if (target.path().endsWith(".end")
                && target.parent(root) instanceof Period period
                && isBackwards(period.getStartElement(), period.getEndElement())) {
            period.setEndElement(null);
            cell.doubtful(
                    Finding.DATA_TYPE,
                    cell.name() + " is \"" + cell.value().wholeText() + "\", before its start: it is left out.");
        }
    }

    private static boolean isBackwards(DateTimeType start, DateTimeType end) {
        if (!start.hasValue() || !end.hasValue()) {
            return false;
        }
        boolean alike = start.getPrecision() == end.getPrecision();
        String first = start.getValueAsString();
        String last = end.getValueAsString();
        int days = Math.min(10, Math.min(first.length(), last.length()));
        return alike
                ? start.getValue().after(end.getValue())
                : first.substring(0, days).compareTo(last.substring(0, days)) > 0;
    }

    private static Value joined(Value field) {
        StringBuilder lines = new StringBuilder();
        for (Value line : field.repetitions()) {
            lines.append(lines.isEmpty() ? "" : "\n").append(line.raw());
        }
        return field.whole(lines.toString());
    }

    private void missing(Reading reading, Segment segment, @Nullable Segment source) {
        if (required == null && wanted == null) {
            return;
        }
        String location = (source == null ? segment : source).location(from.field(), 1, Math.max(1, from.component()));
        reading.find(
                required != null
                        ? Finding.error(Finding.REQUIRED_FIELD, location, from + " must be valued: " + required + ".")
                        : Finding.warning(
                                Finding.REQUIRED_FIELD, location, from + " should be valued: " + wanted + "."));
    }

    private void onlyOne(Reading reading, Segment source) {
        reading.find(Finding.warning(
                Finding.DATA_TYPE,
                source.location(from.field(), 2, 1),
                from.segment() + "-" + from.field() + " repeats: only the first repetition is used here."));
    }

    /** The view of one value that a converter gets. */
    private static final class RowCell implements Cell {
        private final Row row;
        private final Reading reading;
        private final Segment source;
        private final Value value;
        private final int repetition;
        private final @Nullable Base begun;
        private final List<String> tableRows = new ArrayList<>(0);

        RowCell(Row row, Reading reading, Segment source, Value value, int repetition, Base root) {
            this.row = row;
            this.reading = reading;
            this.source = source;
            this.value = value;
            this.repetition = repetition;
            this.begun = row.converter.completes() ? row.target.begun(root) : null;
        }

        @Override
        public Value value() {
            return value;
        }

        @Override
        public @Nullable Value unit() {
            return row.unit == null ? null : reading.value(row.unit, source);
        }

        @Override
        public @Nullable Value per() {
            return row.per == null ? null : reading.value(row.per, source);
        }

        @Override
        public @Nullable CodeTable table() {
            return row.table == null ? null : heard(row.table);
        }

        @Override
        public CodeTable table(String name) {
            return heard(reading.maps().table(name));
        }

        private CodeTable heard(CodeTable table) {
            return reading.isTraced() ? table.heardBy(entry -> tableRows.add(entry.where())) : table;
        }

        /** The line of the map and the rows of the tables, each once. */
        Set<String> decidedBy(String mapLine) {
            Set<String> lines = new LinkedHashSet<>();
            lines.add(mapLine);
            lines.addAll(tableRows);
            return lines;
        }

        @Override
        public @Nullable String system() {
            return row.system;
        }

        @Override
        public boolean lenient() {
            return row.lenient;
        }

        @Override
        public @Nullable Base begun() {
            return begun;
        }

        @Override
        public Segment segment() {
            return source;
        }

        @Override
        public List<Segment> beside(String segmentName) {
            return reading.beside(segmentName);
        }

        @Override
        public Hl7Message.Header header() {
            return reading.header();
        }

        @Override
        public Site site() {
            return reading.site();
        }

        @Override
        public void wrong(String code, String sentence) {
            reading.find(
                    row.lenient
                            ? Finding.warning(code, location(), sentence)
                            : Finding.error(code, location(), sentence));
        }

        @Override
        public void doubtful(String code, String sentence) {
            reading.find(Finding.warning(code, location(), sentence));
        }

        @Override
        public void unknown(CodeTable table, String code, String display, boolean wrong, String sentence) {
            Finding finding = wrong && !row.lenient
                    ? Finding.error(Finding.TABLE_VALUE, location(), sentence)
                    : Finding.warning(Finding.TABLE_VALUE, location(), sentence);
            reading.find(finding);
            reading.unknown(new UnknownCode(table.name(), table.key(code), display, finding));
        }

        @Override
        public String name() {
            return row.from.toString();
        }

        String location() {
            return source.location(row.from.field(), repetition, Math.max(1, row.from.component()));
        }
    }
}
