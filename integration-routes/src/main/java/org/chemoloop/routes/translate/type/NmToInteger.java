package org.chemoloop.routes.translate.type;

import java.math.BigDecimal;
import java.util.function.IntFunction;
import org.hl7.fhir.r4.model.IntegerType;
import org.jspecify.annotations.Nullable;

/** NM → integer, positiveInt, unsignedInt. */
final class NmToInteger implements Converter {
    private final int least;
    private final IntFunction<IntegerType> type;

    /** @param type HAPI takes no plain integer where a positiveInt is wanted */
    NmToInteger(int least, IntFunction<IntegerType> type) {
        this.least = least;
        this.type = type;
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
                return type.apply(whole);
            }
        } catch (ArithmeticException e) {
            // Falls through: 1.5 and 99999999999 are wrong in the same way as -3.
        }
        cell.wrongType("send a whole number from " + least);
        return null;
    }
}
