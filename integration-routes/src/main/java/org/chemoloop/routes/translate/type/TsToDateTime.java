package org.chemoloop.routes.translate.type;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
        String iso = iso(sent, cell.site().zone(), kind);
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

    /** A time as a FHIR instant; nothing when the text is not a time. */
    public static @Nullable String instant(String sent, ZoneId zone) {
        return iso(sent, zone, Kind.INSTANT);
    }

    /** Nothing when the text is not a time. Also reads the dashes and colons that some senders leave in. */
    static @Nullable String iso(String sent, ZoneId zone, Kind kind) {
        String text = sent;
        if (text.length() > 4 && text.charAt(4) == '-') {
            text = text.replaceAll("(?<=\\d)[-:T ](?=\\d{2})", "");
        }
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        String digits = text.substring(0, end);
        String fraction = "";
        int rest = end;
        if (rest < text.length() && text.charAt(rest) == '.') {
            rest++;
            while (rest < text.length() && Character.isDigit(text.charAt(rest))) {
                rest++;
            }
            fraction = text.substring(end + 1, Math.min(rest, end + 4));
        }
        try {
            return iso(digits, fraction, text.substring(rest), zone, kind);
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable String iso(String digits, String fraction, String offset, ZoneId zone, Kind kind) {
        int length = digits.length();
        boolean offsetIsWellFormed = offset.isEmpty() || offset.equals("Z") || offset.matches("[+-]\\d{4}");
        if (length < 4 || length > 14 || length % 2 != 0 || !offsetIsWellFormed) {
            return null;
        }
        int year = number(digits, 0, 4);
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
        StringBuilder iso = new StringBuilder(32).append(date).append('T');
        two(iso, time.getHour()).append(':');
        two(iso, time.getMinute()).append(':');
        two(iso, time.getSecond());
        if (!fraction.isEmpty()) {
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
