package org.chemoloop.routes.translate;

import java.util.ArrayList;
import java.util.List;
import org.chemoloop.routes.translate.type.Cell;
import org.chemoloop.routes.translate.type.CodeTable;
import org.hl7.fhir.r4.model.Base;
import org.jspecify.annotations.Nullable;

/** One value by itself for the tests of converters, with the real tables and a note of every complaint. */
public final class OneCell implements Cell {
    private final Hl7Message message;
    private final Value value;
    private final List<String> complaints = new ArrayList<>();
    private @Nullable String unit;
    private @Nullable String per;
    private @Nullable String table;
    private @Nullable String system;
    private @Nullable Base begun;

    private OneCell(Hl7Message message, Value value) {
        this.message = message;
        this.value = value;
    }

    /** The value stands in ZZZ-1; what follows a further {@code |} are the fields behind it. */
    public static OneCell of(String field, String... segmentsBeside) {
        OneCell cell = ofSegment("ZZZ|" + field, segmentsBeside);
        return new OneCell(cell.message, cell.message.segments().get(1).field(1).repetition(1));
    }

    /** An OBX whose fifth field is the value. */
    public static OneCell ofObx(String type, String field) {
        OneCell cell = ofSegment("OBX|1|" + type + "|||" + field);
        return new OneCell(cell.message, cell.message.segments().get(1).field(5).repetition(1));
    }

    private static OneCell ofSegment(String segment, String... segmentsBeside) {
        String beside = String.join("\r", segmentsBeside);
        try {
            Hl7Message message = Hl7Message.parse(
                    "MSH|^~\\&|HIS|HOSPITAL|||20261124080000||RDE^O11|C1|P|2.5\r" + segment + "\r" + beside);
            return new OneCell(message, Value.absent());
        } catch (UnreadableMessageException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public OneCell withUnit(@Nullable String field) {
        unit = field;
        return this;
    }

    public OneCell withPer(@Nullable String field) {
        per = field;
        return this;
    }

    public OneCell withTable(@Nullable String name) {
        table = name;
        return this;
    }

    public OneCell withSystem(@Nullable String name) {
        system = name;
        return this;
    }

    public OneCell after(@Nullable Base earlier) {
        begun = earlier;
        return this;
    }

    /** The codes of table 0357 that were found, warnings with a question mark. */
    public List<String> complaints() {
        return complaints;
    }

    @Override
    public Value value() {
        return value;
    }

    private @Nullable Value field(@Nullable String text) {
        return text == null
                ? null
                : Value.field(text, message.delimiters(), false).repetition(1);
    }

    @Override
    public @Nullable Value unit() {
        return field(unit);
    }

    @Override
    public @Nullable Value per() {
        return field(per);
    }

    @Override
    public @Nullable CodeTable table() {
        return table == null ? null : Maps.table(table);
    }

    @Override
    public CodeTable table(String name) {
        return Maps.table(name);
    }

    @Override
    public @Nullable String system() {
        return system;
    }

    @Override
    public boolean lenient() {
        return false;
    }

    @Override
    public @Nullable Base begun() {
        return begun;
    }

    @Override
    public Segment segment() {
        return message.segments().get(1);
    }

    @Override
    public List<Segment> beside(String segmentName) {
        return message.segments().stream()
                .filter(segment -> segment.name().equals(segmentName))
                .toList();
    }

    @Override
    public Hl7Message.Header header() {
        return message.header();
    }

    @Override
    public Site site() {
        return Maps.DAY_CENTRE;
    }

    @Override
    public void wrong(String code, String sentence) {
        complaints.add(code);
    }

    @Override
    public void doubtful(String code, String sentence) {
        complaints.add(code + "?");
    }

    @Override
    public void unknown(CodeTable known, String code, String display, boolean wrong, String sentence) {
        complaints.add(wrong ? Finding.TABLE_VALUE : Finding.TABLE_VALUE + "?");
    }

    @Override
    public String name() {
        return "ZZZ-1";
    }
}
