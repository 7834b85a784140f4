package org.chemoloop.routes.translate.type;

import java.math.BigDecimal;
import org.chemoloop.routes.translate.Value;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;

/** CQ such as {@code 5^D}, or the old duration {@code D5} → Duration. */
final class CqToDuration implements Converter {
    @Override
    public @Nullable Duration convert(Cell cell) {
        return duration(cell.value(), cell);
    }

    static @Nullable Duration duration(Value sent, Cell cell) {
        String first = sent.text(1);
        String letter = "";
        String digits = first;
        if (first.matches("[SMHDWL]\\d+")) {
            letter = first.substring(0, 1);
            digits = first.substring(1);
        } else if (first.equals("INDEF") || first.isEmpty()) {
            return null;
        }
        BigDecimal number = NmToDecimal.number(digits);
        if (number == null || number.signum() < 0) {
            cell.wrongType("send a duration such as 5^d or D5");
            return null;
        }
        Duration duration = new Duration();
        duration.setValue(number);
        String written = sent.part(2).text(1);
        CodeTable.Entry unit = cell.table("HL70255-duration").find(letter.isEmpty() ? written : letter);
        if (unit != null && unit.code() != null) {
            duration.setSystem(Terms.UCUM);
            duration.setCode(unit.code());
            duration.setUnit(letter.isEmpty() ? written : unit.code());
        } else {
            NmToQuantity.inUnit((Quantity) duration, sent.part(2), cell);
        }
        return duration;
    }
}
