package org.chemoloop.routes.translate.type;

import java.math.BigDecimal;
import org.chemoloop.routes.translate.Finding;
import org.chemoloop.routes.translate.Value;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * NM with the unit that the row names, or CQ with its own → Quantity; an unknown unit stays text and is never guessed.
 */
final class NmToQuantity implements Converter {
    static final String UNITS = "units";

    @Override
    public @Nullable Quantity convert(Cell cell) {
        BigDecimal number = amount(cell);
        return number == null ? null : quantity(number, cell);
    }

    /** A number that says how much or how long: never less than nothing. */
    static @Nullable BigDecimal amount(Cell cell) {
        BigDecimal number = NmToDecimal.number(cell);
        if (number != null && number.signum() < 0) {
            cell.wrongType("an amount can't be negative");
            return null;
        }
        if (number != null && cell.unit() != null && unit(cell).isEmpty() && !cell.lenient()) {
            cell.doubtful(Finding.REQUIRED_FIELD, cell.name() + " comes without a unit.");
        }
        return number;
    }

    static Quantity quantity(BigDecimal number, Cell cell) {
        Quantity quantity = new Quantity().setValue(number);
        inUnit(quantity, unit(cell), cell);
        return quantity;
    }

    /** The unit beside the number, or behind it as in {@code 1^袋}. */
    private static Value unit(Cell cell) {
        Value beside = cell.unit();
        return beside == null || beside.isEmpty() ? cell.value().part(2) : beside;
    }

    static void inUnit(Quantity quantity, Value unit, Cell cell) {
        String sent = CweToCodeableConcept.firstText(unit.text(2), unit.text(1));
        if (sent.isEmpty()) {
            return;
        }
        // People go on reading what was written; the code is for those who reckon.
        quantity.setUnit(sent);
        CodeTable units = cell.table(UNITS);
        CodeTable.Entry known = units.find(unit);
        if (known != null && known.code() != null) {
            quantity.setSystem(Terms.UCUM).setCode(known.code());
        } else {
            cell.unknown(
                    units,
                    CweToCodeableConcept.firstText(unit.text(1), unit.text(2)),
                    unit.words(2),
                    false,
                    "The unit \"" + sent + "\" of " + cell.name() + " is unknown: it is kept as text without a code.");
        }
    }
}
