package org.chemoloop.routes.translate.type;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DateTimeType;
import org.jspecify.annotations.Nullable;

/** The expiry times of everything that went into one bag → the earliest, which is the bag's beyond-use time. */
final class EarliestTime implements Converter {
    private static final TsToDateTime DATE_TIME = new TsToDateTime(TsToDateTime.Kind.DATE_TIME);

    @Override
    public boolean completes() {
        return true;
    }

    @Override
    public boolean collects() {
        return true;
    }

    @Override
    public @Nullable Base convert(Cell cell) {
        Base found = DATE_TIME.convert(cell);
        if (!(cell.begun() instanceof DateTimeType begun) || begun.isEmpty()) {
            return found;
        }
        ZoneId zone = cell.site().zone();
        return found instanceof DateTimeType other && end(other, zone).isBefore(end(begun, zone)) ? other : begun;
    }

    /** A day lasts until its end. */
    private static Instant end(DateTimeType time, ZoneId zone) {
        String iso = time.getValueAsString();
        return switch (iso.length()) {
            case 4 -> Year.parse(iso).atDay(1).plusYears(1).atStartOfDay(zone).toInstant();
            case 7 ->
                YearMonth.parse(iso).atDay(1).plusMonths(1).atStartOfDay(zone).toInstant();
            case 10 -> LocalDate.parse(iso).plusDays(1).atStartOfDay(zone).toInstant();
            default -> time.getValue().toInstant();
        };
    }
}
