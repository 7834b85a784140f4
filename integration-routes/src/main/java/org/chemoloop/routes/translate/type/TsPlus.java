package org.chemoloop.routes.translate.type;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.chemoloop.routes.translate.Value;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.InstantType;
import org.jspecify.annotations.Nullable;

/** TS and a duration beside it → the instant at which it is over; nothing without a duration in a known unit. */
final class TsPlus implements Converter {
    private static final TsToDateTime START = new TsToDateTime(TsToDateTime.Kind.INSTANT);

    @Override
    public @Nullable Base convert(Cell cell) {
        Value duration = cell.per();
        BigDecimal number = duration == null ? null : NmToDecimal.number(duration.text(1));
        Value sentUnit = cell.unit();
        CodeTable.Entry unit =
                sentUnit == null ? null : cell.table("HL70255-duration").find(sentUnit.text(1));
        Long seconds = unit == null ? null : seconds(unit.code());
        boolean believable = number != null && number.abs().compareTo(BigDecimal.valueOf(100_000)) < 0;
        if (number == null || !believable || seconds == null || !(START.convert(cell) instanceof InstantType start)) {
            return null;
        }
        Instant end = start.getValue()
                .toInstant()
                .plus(
                        number.multiply(BigDecimal.valueOf(seconds))
                                .setScale(0, RoundingMode.HALF_UP)
                                .longValue(),
                        ChronoUnit.SECONDS);
        InstantType over = new InstantType(Date.from(end), start.getPrecision());
        over.setTimeZone(start.getTimeZone());
        return over;
    }

    private static @Nullable Long seconds(@Nullable String unit) {
        return switch (unit == null ? "" : unit) {
            case "s" -> 1L;
            case "min" -> 60L;
            case "h" -> 3_600L;
            case "d" -> 86_400L;
            default -> null;
        };
    }
}
