package org.chemoloop.routes.translate.type;

import org.hl7.fhir.r4.model.TimeType;
import org.jspecify.annotations.Nullable;

/** TM → time. */
final class TmToTime implements Converter {
    @Override
    public @Nullable TimeType convert(Cell cell) {
        String sent = cell.value().text();
        if (sent.isEmpty()) {
            return null;
        }
        String time = time(sent);
        if (time == null) {
            cell.wrongType("send a time of day as HHMM, e.g. 0830");
            return null;
        }
        return new TimeType(time);
    }

    static @Nullable String time(String sent) {
        String digits = sent.replace(":", "");
        if (!digits.matches("([01]\\d|2[0-3])([0-5]\\d([0-5]\\d)?)?")) {
            return null;
        }
        String full = (digits + "0000").substring(0, 6);
        return full.substring(0, 2) + ":" + full.substring(2, 4) + ":" + full.substring(4);
    }
}
