package org.chemoloop.label.chart;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** FHIR dateTime → the hospital's clock. */
final class FhirToTime {
    private FhirToTime() {}

    /** A day without a time begins at midnight, as the guard of the loop reads it; less than a day is no time. */
    static Optional<LocalDateTime> at(JsonNode dateTime, ZoneId hospital) {
        String text = dateTime.asText("");
        try {
            if (text.length() > 10) {
                return Optional.of(
                        OffsetDateTime.parse(text).atZoneSameInstant(hospital).toLocalDateTime());
            }
            return date(dateTime).map(LocalDate::atStartOfDay);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    static Optional<LocalDate> date(JsonNode date) {
        String text = date.asText("");
        return text.length() == 10 ? Optional.of(LocalDate.parse(text)) : Optional.empty();
    }

    /** A search parameter: from the beginning of that day of the hospital. */
    static String since(String parameter, LocalDate day, ZoneId hospital) {
        return parameter + "=ge" + ISO_OFFSET_DATE_TIME.format(day.atStartOfDay(hospital));
    }

    static String before(String parameter, LocalDate day, ZoneId hospital) {
        return parameter + "=lt" + ISO_OFFSET_DATE_TIME.format(day.atStartOfDay(hospital));
    }
}
