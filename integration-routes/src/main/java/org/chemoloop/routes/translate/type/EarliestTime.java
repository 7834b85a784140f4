package org.chemoloop.routes.translate.type;

import java.time.Instant;
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
    public @Nullable Base convert(Cell cell) {
        Base found = DATE_TIME.convert(cell);
        if (!(cell.begun() instanceof DateTimeType begun) || begun.isEmpty()) {
            return found;
        }
        return found instanceof DateTimeType other && instant(other).isBefore(instant(begun)) ? other : begun;
    }

    private static Instant instant(DateTimeType time) {
        return time.getValue().toInstant();
    }
}
