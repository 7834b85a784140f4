package org.chemoloop.routes.translate.type;

import java.math.BigDecimal;
import org.chemoloop.routes.translate.Value;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.jspecify.annotations.Nullable;

/** NM → Ratio: so much per time unit, or so much in one bag. */
final class NmToRatio implements Converter {
    @Override
    public @Nullable Ratio convert(Cell cell) {
        BigDecimal number = NmToQuantity.amount(cell);
        if (number == null) {
            return null;
        }
        Ratio ratio = new Ratio().setNumerator(NmToQuantity.quantity(number, cell));
        Quantity one = new Quantity().setValue(BigDecimal.ONE);
        Value per = cell.per();
        if (per == null) {
            one.setUnit("bag").setSystem(Terms.UCUM).setCode("{bag}");
        } else {
            // Time units come as "h", as "H1" or as "min".
            String text = per.text(1);
            if (text.matches("[SMHDWL]\\d+")) {
                one.setValue(new BigDecimal(text.substring(1)));
                CodeTable.Entry unit = cell.table("HL70255-duration").find(text.substring(0, 1));
                if (unit != null && unit.code() != null) {
                    one.setSystem(Terms.UCUM).setCode(unit.code()).setUnit(unit.code());
                }
            } else {
                NmToQuantity.inUnit(one, per, cell);
            }
        }
        return ratio.setDenominator(one);
    }
}
