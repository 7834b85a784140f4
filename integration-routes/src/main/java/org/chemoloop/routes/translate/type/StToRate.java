package org.chemoloop.routes.translate.type;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chemoloop.routes.translate.Value;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;

/** ST such as {@code 125 mL/h} → Quantity: HL7 has no field for the rate of an administration but RXA-12. */
final class StToRate implements Converter {
    private static final Pattern RATE = Pattern.compile("([0-9.]+)\\s*(\\S.*)");

    @Override
    public @Nullable Quantity convert(Cell cell) {
        Value sent = cell.value();
        Matcher rate = RATE.matcher(sent.wholeText());
        BigDecimal number = rate.matches() ? NmToDecimal.number(rate.group(1)) : null;
        if (number == null) {
            cell.wrongType("send a rate as a number and its unit, e.g. 125 mL/h");
            return null;
        }
        Quantity quantity = new Quantity().setValue(number);
        NmToQuantity.inUnit(quantity, sent.whole(rate.group(2)), cell);
        return quantity;
    }
}
