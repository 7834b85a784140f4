package org.chemoloop.fhir.timeline;

import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Date;
import org.hl7.fhir.r4.model.DateType;

/** One day of the centre, in the time zone of the machine that it runs on. */
record Day(Instant begin, Instant end) {

    static Day of(DateType date) {
        try {
            LocalDate day = LocalDate.parse(date.getValueAsString());
            return new Day(midnight(day), midnight(day.plusDays(1)));
        } catch (DateTimeParseException e) {
            throw new InvalidRequestException("date: a whole day, e.g. 2026-11-24");
        }
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneId.systemDefault()).toInstant();
    }

    boolean contains(Date at) {
        Instant time = at.toInstant();
        return !time.isBefore(begin) && time.isBefore(end);
    }

    DateRangeParam range() {
        return new DateRangeParam(Date.from(begin), Date.from(end.minusMillis(1)));
    }
}
