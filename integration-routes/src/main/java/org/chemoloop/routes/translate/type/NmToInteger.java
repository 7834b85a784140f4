package org.chemoloop.routes.translate.type;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.IntegerType;
import org.jspecify.annotations.Nullable;

/** NM → integer, positiveInt, unsignedInt. */
final class NmToInteger implements Converter {
    private final int least;

    NmToInteger(int least) {
        this.least = least;
    }

    @Override
    public @Nullable IntegerType convert(Cell cell) {
        BigDecimal number = NmToDecimal.number(cell);
        if (number == null) {
            return null;
        }
        try {
            int whole = number.intValueExact();
            if (whole >= least) {
                return new IntegerType(whole);
            }
        } catch (ArithmeticException e) {
            // Falls through: 1.5 and 99999999999 are wrong in the same way as -3.
        }
        cell.wrongType("send a whole number from " + least);
        return null;
    }
}
