package org.chemoloop.routes.translate.type;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.InstantType;
import org.jspecify.annotations.Nullable;

/** TS, DTM, DT of every precision → dateTime, date or instant; without a zone it is the hospital's. */
public final class TsToDateTime implements Converter {
    /** The FHIR type to make. */
    enum Kind {
        DATE,
        DATE_TIME,
        INSTANT
    }

    /** Digits alone, or a date with dashes and a clock with colons; fraction of a second; zone. */
    private static final Pattern TIME =
            Pattern.compile("(?:(\\d{4,17})|(\\d{4}-\\d{2}-\\d{2})(?:[T ](\\d{2}:\\d{2}(?::\\d{2})?))?)"
                    + "(?:\\.(\\d+))?(Z|[+-]\\d{2}:?\\d{2})?");

    private static final Pattern DIGITS = Pattern.compile("\\d{8}");

    /** 0026 is a slip for 2026, not the time of the Romans. */
    private static final int EARLIEST_YEAR = 1800;

    private final Kind kind;

    TsToDateTime(Kind kind) {
        this.kind = kind;
    }

    @Override
    public @Nullable Base convert(Cell cell) {
        String sent = cell.value().text();
        if (sent.isEmpty()) {
            return null;
        }
        String iso = iso(asPrecise(sent, cell.value().text(2)), cell.site().zone(), kind);
        if (iso == null) {
            cell.wrongType("send a time as YYYYMMDDHHMMSS, e.g. 20261124103000");
            return null;
        }
        return switch (kind) {
            case DATE -> new DateType(iso);
            case DATE_TIME -> new DateTimeType(iso);
            case INSTANT -> new InstantType(iso);
        };
    }

    /** TS.2 (up to 2.6): midnight behind a birth day is no hour, where the sender says that only the day counts. */
    private static String asPrecise(String sent, String precision) {
        int digits = switch (precision) {
            case "Y" -> 4;
            case "L" -> 6;
            case "D" -> 8;
            default -> sent.length();
        };
        return sent.length() > digits && DIGITS.matcher(sent).lookingAt() ? sent.substring(0, digits) : sent;
    }

    /** A time as a FHIR instant; nothing when the text is not a time. */
    public static @Nullable String instant(String sent, ZoneId zone) {
        return iso(sent, zone, Kind.INSTANT);
    }

    /**
     * Nothing when the text is not a time. Also reads the dashes and colons that some senders leave in, a colon in the
     * zone, and milliseconds without their dot.
     */
    static @Nullable String iso(String sent, ZoneId zone, Kind kind) {
        Matcher time = TIME.matcher(sent);
        if (!time.matches()) {
            return null;
        }
        String digits = time.group(1);
        if (digits == null) {
            String clock = time.group(3) == null ? "" : time.group(3);
            digits = (time.group(2) + clock).replace("-", "").replace(":", "");
        }
        String fraction = time.group(4) == null ? "" : time.group(4);
        if (digits.length() == 17) {
            fraction = digits.substring(14);
            digits = digits.substring(0, 14);
        }
        String offset = time.group(5) == null ? "" : time.group(5);
        try {
            return iso(digits, fraction, offset, zone, kind);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String iso(String digits, String fraction, String offset, ZoneId zone, Kind kind) {
        int length = digits.length();
        if (length > 14 || length % 2 != 0) {
            return null;
        }
        int year = number(digits, 0, 4);
        if (year < EARLIEST_YEAR) {
            return null;
        }
        LocalDate date =
                LocalDate.of(year, length >= 6 ? number(digits, 4, 6) : 1, length >= 8 ? number(digits, 6, 8) : 1);
        if (kind == Kind.DATE || (kind == Kind.DATE_TIME && length <= 8)) {
            return date.toString().substring(0, length == 4 ? 4 : length == 6 ? 7 : 10);
        }
        LocalTime time = LocalTime.of(
                length >= 10 ? number(digits, 8, 10) : 0,
                length >= 12 ? number(digits, 10, 12) : 0,
                length >= 14 ? number(digits, 12, 14) : 0);
        ZoneOffset at =
                offset.isEmpty() ? zone.getRules().getOffset(LocalDateTime.of(date, time)) : ZoneOffset.of(offset);
        if (at.getTotalSeconds() % 60 != 0) {
            // Local mean time of the 19th century (+08:05:43): FHIR has no word for it, and the year is a slip.
            return null;
        }
        StringBuilder iso = new StringBuilder(32).append(date).append('T');
        two(iso, time.getHour()).append(':');
        two(iso, time.getMinute()).append(':');
        two(iso, time.getSecond());
        if (length == 14 && !fraction.isEmpty()) {
            iso.append('.').append((fraction + "00"), 0, 3);
        }
        return iso.append(at.getTotalSeconds() == 0 ? "+00:00" : at.getId()).toString();
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }
}
