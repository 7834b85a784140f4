package org.chemoloop.routes.translate.type;

import java.math.BigDecimal;
import org.chemoloop.routes.translate.Finding;
import org.chemoloop.routes.translate.Value;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** OBX-5 → value[x] of the type that OBX-2 names. */
final class ObxToValue implements Converter {
    private static final CweToCodeableConcept CONCEPT = new CweToCodeableConcept();
    private static final TsToDateTime DATE_TIME = new TsToDateTime(TsToDateTime.Kind.DATE_TIME);
    private static final TmToTime TIME = new TmToTime();

    @Override
    public @Nullable Base convert(Cell cell) {
        return switch (cell.segment().text(2, 1)) {
            case "NM" -> number(cell);
            case "SN" -> structuredNumber(cell);
            case "CE", "CWE", "CF", "CNE", "IS" -> CONCEPT.convert(cell);
            case "TS", "DTM", "DT" -> DATE_TIME.convert(cell);
            case "TM" -> TIME.convert(cell);
            default -> text(cell);
        };
    }

    private static @Nullable Base number(Cell cell) {
        BigDecimal number = NmToDecimal.number(cell.value().text());
        if (number == null) {
            cell.doubtful(
                    Finding.DATA_TYPE,
                    cell.name() + " is \"" + cell.value().wholeText() + "\", not a number: it is kept as text.");
            return text(cell);
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
        Quantity quantity = NmToQuantity.quantity(number, cell);
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
        return text.isEmpty() ? null : new StringType(text);
    }
}
