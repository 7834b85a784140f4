package org.chemoloop.routes.translate.type;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chemoloop.routes.translate.Finding;
import org.chemoloop.routes.translate.Value;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Timing.TimingRepeatComponent;
import org.hl7.fhir.r4.model.Timing.UnitsOfTime;
import org.jspecify.annotations.Nullable;

/**
 * RPT (TQ1-3) and RI (ORC-7.2, RXE-1.2) → how often: the code as sent, and frequency and period where they are clear.
 *
 * <p>HL7 v2.5.1 §2.A.66: {@code Q8H}, {@code BID}, {@code 3ID}. Chinese systems write {@code 1/12小时} or {@code 每日2次}.
 */
final class RptToTiming implements Converter {
    private static final Pattern EVERY = Pattern.compile("Q(\\d{1,4})([SMHDWL])", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIMES_A_DAY = Pattern.compile("(\\d{1,3})ID", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIMES_PER = Pattern.compile("(\\d{1,3})\\s*次?\\s*/\\s*(\\d{0,4})\\s*(小时|时|天|日|周|h|d)");
    private static final Pattern EVERY_SO_MANY =
            Pattern.compile("每\\s*(\\d{1,4})\\s*(小时|时|天|日|周)\\s*(\\d{0,3})\\s*[一1]?次?");
    private static final Pattern A_DAY = Pattern.compile("每[天日]\\s*(\\d{1,3})\\s*次");

    @Override
    public boolean completes() {
        return true;
    }

    @Override
    public @Nullable Timing convert(Cell cell) {
        Timing timing = cell.begun() instanceof Timing begun ? begun : new Timing();
        Value first = cell.value().part(1);
        String code = first.text(1);
        // TQ1-3 names the pattern as code&text&system; in the older RI the second part is a list of times.
        boolean interval = "RI".equals(cell.system());
        String words = interval ? "" : first.text(2);
        if (!timing.hasCode() && !(code.isEmpty() && words.isEmpty())) {
            say(timing, code, words, cell);
        }
        if (interval) {
            explicitTimes(timing, cell.value().part(2).text(), cell);
        } else {
            period(timing, cell.value(), cell);
        }
        return timing.isEmpty() ? null : timing;
    }

    private static void say(Timing timing, String code, String words, Cell cell) {
        CodeTable frequencies = cell.table("frequencies");
        CodeTable.Entry entry = code.isEmpty() ? null : frequencies.find(code);
        entry = entry == null && !words.isEmpty() ? frequencies.find(words) : entry;
        CodeableConcept said = timing.getCode();
        if (entry != null && entry.code() != null) {
            said.addCoding(CweToCodeableConcept.coding(entry.system(), entry.code(), entry.display()));
        }
        if (!words.isEmpty() && !code.isEmpty()) {
            said.addCoding(CweToCodeableConcept.coding(null, code, words));
        }
        said.setText(words.isEmpty() ? code : words);
        boolean clear = entry != null ? read(timing.getRepeat(), entry) : read(timing.getRepeat(), code, words);
        if (!clear && cell.value().part(5).isEmpty()) {
            cell.unknown(
                    frequencies,
                    code.isEmpty() ? words : code,
                    words,
                    false,
                    "The frequency \"" + said.getText() + "\" of " + cell.name()
                            + " is unknown: it is kept as text and planned once.");
        }
    }

    private static boolean read(TimingRepeatComponent repeat, CodeTable.Entry entry) {
        String count = entry.more().get("count");
        String frequency = entry.more().get("frequency");
        String period = entry.more().get("period");
        String unit = entry.more().get("unit");
        if (count != null && !repeat.hasCount()) {
            repeat.setCount(Integer.parseInt(count));
        }
        if (frequency != null && period != null && unit != null) {
            every(repeat, frequency, period, unit);
        }
        return true;
    }

    private static boolean read(TimingRepeatComponent repeat, String code, String words) {
        Matcher every = EVERY.matcher(code);
        if (every.matches()) {
            return every(repeat, "1", every.group(1), unit(every.group(2)));
        }
        Matcher timesADay = TIMES_A_DAY.matcher(code);
        if (timesADay.matches()) {
            return every(repeat, timesADay.group(1), "1", "d");
        }
        for (String text : new String[] {words, code}) {
            Matcher timesPer = TIMES_PER.matcher(text);
            if (timesPer.matches()) {
                return every(repeat, timesPer.group(1), timesPer.group(2), unit(timesPer.group(3)));
            }
            Matcher aDay = A_DAY.matcher(text);
            if (aDay.matches()) {
                return every(repeat, aDay.group(1), "1", "d");
            }
            Matcher everySoMany = EVERY_SO_MANY.matcher(text);
            if (everySoMany.matches()) {
                return every(repeat, everySoMany.group(3), everySoMany.group(1), unit(everySoMany.group(2)));
            }
        }
        return false;
    }

    private static boolean every(TimingRepeatComponent repeat, String frequency, String period, String unit) {
        int times = frequency.isEmpty() ? 1 : Integer.parseInt(frequency);
        BigDecimal length = period.isEmpty() ? BigDecimal.ONE : new BigDecimal(period);
        if (times < 1 || length.signum() < 1) {
            return false;
        }
        repeat.setFrequency(times).setPeriod(length).setPeriodUnit(UnitsOfTime.fromCode(unit));
        return true;
    }

    private static String unit(String word) {
        return switch (word) {
            case "S", "s" -> "s";
            case "M", "m" -> "min";
            case "H", "h", "小时", "时" -> "h";
            case "D", "d", "天", "日" -> "d";
            case "W", "w", "周" -> "wk";
            default -> "mo";
        };
    }

    /** RPT.5 and RPT.6, for patterns whose code alone does not say the period. */
    private static void period(Timing timing, Value rpt, Cell cell) {
        BigDecimal quantity = NmToDecimal.number(rpt.text(5));
        if (quantity == null || timing.getRepeat().hasPeriod()) {
            return;
        }
        CodeTable.Entry unit = cell.table("HL70255-duration").find(rpt.text(6));
        if (unit != null && unit.code() != null) {
            timing.getRepeat().setFrequency(1).setPeriod(quantity).setPeriodUnit(UnitsOfTime.fromCode(unit.code()));
        }
    }

    /** RI.2: times of day, e.g. {@code 0600,1800}. */
    private static void explicitTimes(Timing timing, String times, Cell cell) {
        if (times.isEmpty() || timing.getRepeat().hasTimeOfDay()) {
            return;
        }
        for (String one : times.split(",", -1)) {
            String time = TmToTime.time(one.strip());
            if (time == null) {
                cell.doubtful(
                        Finding.DATA_TYPE,
                        "\"" + one + "\" in " + cell.name() + " is not a time of day: it is left out.");
            } else {
                timing.getRepeat().addTimeOfDay(time);
            }
        }
    }
}
