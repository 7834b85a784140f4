package org.chemoloop.routes.translate.type;

import java.math.BigDecimal;
import java.util.Set;
import org.chemoloop.routes.translate.Finding;
import org.chemoloop.routes.translate.Segment;
import org.chemoloop.routes.translate.Value;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** OBX-5 → value[x] of the type that OBX-2 names. */
final class ObxToValue implements Converter {
    private static final Set<String> TEXTS = Set.of("TX", "FT", "ST", "");
    private static final CweToCodeableConcept CONCEPT = new CweToCodeableConcept();
    private static final TsToDateTime DATE_TIME = new TsToDateTime(TsToDateTime.Kind.DATE_TIME);
    private static final TmToTime TIME = new TmToTime();

    @Override
    public @Nullable Base convert(Cell cell) {
        return switch (cell.segment().text(2, 1)) {
            case "NM" -> number(cell);
            case "SN" -> structuredNumber(cell);
            case "CE", "CWE", "CF", "CNE", "IS" -> CONCEPT.convert(cell);
            case "TS", "DTM", "DT" -> time(cell);
            case "TM" -> TmToTime.time(cell.value().text()) == null ? kept(cell, "a time of day") : TIME.convert(cell);
            case "TX", "FT" -> text(cell);
            default -> plain(cell);
        };
    }

    /** A text of several lines comes as repetitions. */
    @Override
    public boolean joins(Segment segment) {
        return TEXTS.contains(segment.text(2, 1));
    }

    private static @Nullable Base time(Cell cell) {
        boolean readable = TsToDateTime.instant(cell.value().text(), cell.site().zone()) != null;
        return readable ? DATE_TIME.convert(cell) : kept(cell, "a time");
    }

    /** A wrong value of a measurement must not stop a treatment; people can still read it. */
    private static @Nullable Base kept(Cell cell, String expected) {
        cell.doubtful(
                Finding.DATA_TYPE,
                cell.name() + " is \"" + cell.value().wholeText() + "\", not " + expected + ": it is kept as text.");
        return text(cell);
    }

    /** Without a type, or as ST with a unit: many HIS send a weight that way. */
    private static @Nullable Base plain(Cell cell) {
        Value unit = cell.unit();
        BigDecimal number = NmToDecimal.number(cell.value().text());
        return unit != null && !unit.isEmpty() && number != null ? NmToQuantity.quantity(number, cell) : text(cell);
    }

    private static @Nullable Base number(Cell cell) {
        BigDecimal number = NmToDecimal.number(cell.value().text());
        if (number == null) {
            return kept(cell, "a number");
        }
        return NmToQuantity.quantity(number, cell);
    }

    /** SN: comparator, number, separator, number. */
    private static @Nullable Base structuredNumber(Cell cell) {
        Value sn = cell.value();
        BigDecimal number = NmToDecimal.number(sn.text(2));
        if (number == null || !sn.text(4).isEmpty()) {
            return text(cell);
        }
        Quantity quantity = new Quantity().setValue(number);
        if (cell.unit() != null) {
            NmToQuantity.inUnit(quantity, cell.unit(), cell);
        }
        switch (sn.text(1)) {
            case "<" -> quantity.setComparator(Quantity.QuantityComparator.LESS_THAN);
            case "<=" -> quantity.setComparator(Quantity.QuantityComparator.LESS_OR_EQUAL);
            case ">" -> quantity.setComparator(Quantity.QuantityComparator.GREATER_THAN);
            case ">=" -> quantity.setComparator(Quantity.QuantityComparator.GREATER_OR_EQUAL);
            case "", "=" -> {}
            default -> {
                return text(cell);
            }
        }
        return quantity;
    }

    private static @Nullable Base text(Cell cell) {
        String text = cell.value().wholeText();
        Value unit = cell.unit();
        String words = unit == null ? "" : CweToCodeableConcept.firstText(unit.text(2), unit.text(1));
        return text.isEmpty() ? null : new StringType(words.isEmpty() ? text : text + " " + words);
    }
}
