package org.chemoloop.routes.translate.type;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.DecimalType;
import org.jspecify.annotations.Nullable;

/** NM → decimal, digit for digit: 0.50 stays 0.50. */
final class NmToDecimal implements Converter {
    @Override
    public @Nullable DecimalType convert(Cell cell) {
        BigDecimal number = number(cell);
        return number == null ? null : new DecimalType(number);
    }

    static @Nullable BigDecimal number(Cell cell) {
        String sent = cell.value().text();
        BigDecimal number = number(sent);
        if (number == null && !sent.isEmpty()) {
            cell.wrongType("send a number, e.g. 250 or 0.5");
        }
        return number;
    }

    /** Nothing when the text is not a number. NM knows no exponent, so neither does this. */
    public static @Nullable BigDecimal number(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c != '.' && !(i == 0 && (c == '-' || c == '+'))) {
                return null;
            }
        }
        if (digits == 0 || digits > 30 || text.indexOf('.') != text.lastIndexOf('.')) {
            return null;
        }
        return new BigDecimal(text);
    }
}
