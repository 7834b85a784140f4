package org.chemoloop.routes.translate.type;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.jspecify.annotations.Nullable;

/** CQ of a total daily dose → Ratio per one day. */
final class CqToDailyRatio implements Converter {
    @Override
    public @Nullable Ratio convert(Cell cell) {
        BigDecimal number = NmToQuantity.amount(cell);
        return number == null
                ? null
                : new Ratio()
                        .setNumerator(NmToQuantity.quantity(number, cell))
                        .setDenominator(new Quantity()
                                .setValue(1)
                                .setUnit("d")
                                .setSystem(Terms.UCUM)
                                .setCode("d"));
    }
}
