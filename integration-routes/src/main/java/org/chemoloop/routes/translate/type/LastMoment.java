package org.chemoloop.routes.translate.type;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import org.chemoloop.routes.translate.Value;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Duration;
import org.jspecify.annotations.Nullable;

/**
 * TS and a duration beside it → the last second of that time: three days from eight o'clock end before eight, or a
 * fourth morning would be planned.
 */
final class LastMoment implements Converter {
    private static final TsToDateTime START = new TsToDateTime(TsToDateTime.Kind.DATE_TIME);
    private static final BigDecimal MOST = BigDecimal.valueOf(10_000);

    @Override
    public @Nullable DateTimeType convert(Cell cell) {
        Value sent = cell.per();
        Duration duration = sent == null || sent.isEmpty() ? null : CqToDuration.duration(sent, cell);
        if (duration == null
                || duration.getValue().signum() <= 0
                || duration.getValue().compareTo(MOST) > 0
                || !(START.convert(cell) instanceof DateTimeType start)) {
            return null;
        }
        Instant from = start.getValue().toInstant();
        Instant over = after(from, start, duration);
        if (over == null) {
            return null;
        }
        DateTimeType last = new DateTimeType(Date.from(over.minusSeconds(1)));
        last.setTimeZone(start.getTimeZone());
        return last;
    }

    private static @Nullable Instant after(Instant from, DateTimeType start, Duration duration) {
        ZoneId zone = start.getTimeZone() == null
                ? ZoneId.systemDefault()
                : start.getTimeZone().toZoneId();
        ZonedDateTime time = from.atZone(zone);
        BigDecimal length = duration.getValue();
        return switch (duration.getCode() == null ? "" : duration.getCode()) {
            case "s" -> seconds(from, length, 1);
            case "min" -> seconds(from, length, 60);
            case "h" -> seconds(from, length, 3_600);
            case "d" -> seconds(from, length, 86_400);
            case "wk" -> seconds(from, length, 7 * 86_400);
            case "mo" -> time.plusMonths(length.longValue()).toInstant();
            case "a" -> time.plusYears(length.longValue()).toInstant();
            default -> null;
        };
    }

    private static Instant seconds(Instant from, BigDecimal length, int each) {
        return from.plusSeconds(length.multiply(BigDecimal.valueOf(each)).longValue());
    }
}
