package org.chemoloop.fhir.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.TimeType;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Timing.TimingRepeatComponent;
import org.hl7.fhir.r4.model.Timing.UnitsOfTime;

/**
 * When a line is to be given: each planned administration becomes one bag.
 *
 * @param times one per administration, without a value where only the number is known
 * @param clear whether the order says how often; an unclear one is planned once
 * @param cut whether more were ordered than one message may plan
 */
record AdministrationPlan(List<Optional<OffsetDateTime>> times, boolean clear, boolean cut) {

    /** A slip of the pen in a count must not flood the ward with bags. */
    static final int MOST = 60;

    static AdministrationPlan of(List<Dosage> dosages) {
        List<Optional<OffsetDateTime>> times = new ArrayList<>();
        boolean clear = false;
        for (Dosage dosage : dosages) {
            List<Optional<OffsetDateTime>> some = times(dosage.getTiming());
            clear |= says(dosage.getTiming());
            times.addAll(some);
        }
        if (times.isEmpty()) {
            times.add(Optional.empty());
        }
        times.sort(Comparator.comparing(time -> time.orElse(OffsetDateTime.MAX), OffsetDateTime.timeLineOrder()));
        boolean cut = times.size() > MOST;
        return new AdministrationPlan(List.copyOf(cut ? times.subList(0, MOST) : times), clear, cut);
    }

    int count() {
        return times.size();
    }

    private static boolean says(Timing timing) {
        TimingRepeatComponent repeat = timing.getRepeat();
        return timing.hasEvent() || repeat.hasCount() || (repeat.hasPeriod() && bounded(repeat));
    }

    private static boolean bounded(TimingRepeatComponent repeat) {
        return repeat.hasBoundsDuration()
                || (repeat.hasBoundsPeriod() && repeat.getBoundsPeriod().hasEnd());
    }

    private static List<Optional<OffsetDateTime>> times(Timing timing) {
        if (timing.hasEvent()) {
            return timing.getEvent().stream().map(AdministrationPlan::time).toList();
        }
        TimingRepeatComponent repeat = timing.getRepeat();
        Optional<OffsetDateTime> start =
                repeat.hasBoundsPeriod() ? time(repeat.getBoundsPeriod().getStartElement()) : Optional.empty();
        if (repeat.hasTimeOfDay() && start.isPresent()) {
            return daily(repeat, start.get());
        }
        TemporalAmount step = step(repeat);
        int count = count(repeat, start, step);
        List<Optional<OffsetDateTime>> times = new ArrayList<>();
        Optional<OffsetDateTime> next = start;
        for (int i = 0; i < count; i++) {
            times.add(next);
            boolean known = !step.equals(Duration.ZERO);
            next = known ? next.map(time -> time.plus(step)) : Optional.empty();
        }
        return times;
    }

    /** TQ1-4: the hospital's own hours, day after day. */
    private static List<Optional<OffsetDateTime>> daily(TimingRepeatComponent repeat, OffsetDateTime start) {
        List<LocalTime> hours = repeat.getTimeOfDay().stream()
                .map(TimeType::getValue)
                .map(LocalTime::parse)
                .sorted()
                .toList();
        Optional<OffsetDateTime> end = end(repeat, start);
        int most = repeat.hasCount() ? Math.min(repeat.getCount(), MOST + 1) : end.isPresent() ? MOST + 1 : 1;
        int everyDays = repeat.hasPeriod() && repeat.getPeriodUnit() == UnitsOfTime.D
                ? Math.max(1, repeat.getPeriod().intValue())
                : 1;
        List<Optional<OffsetDateTime>> times = new ArrayList<>();
        for (OffsetDateTime day = start; times.size() < most; day = day.plusDays(everyDays)) {
            for (LocalTime hour : hours) {
                OffsetDateTime time = day.with(hour);
                if (end.isPresent() && time.isAfter(end.get())) {
                    return times.isEmpty() ? List.of(Optional.of(start)) : times;
                }
                if (!time.isBefore(start) && times.size() < most) {
                    times.add(Optional.of(time));
                }
            }
        }
        return times;
    }

    private static int count(TimingRepeatComponent repeat, Optional<OffsetDateTime> start, TemporalAmount step) {
        if (repeat.hasCount()) {
            return Math.max(1, Math.min(repeat.getCount(), MOST + 1));
        }
        if (step.equals(Duration.ZERO) || !bounded(repeat)) {
            return 1;
        }
        OffsetDateTime from = start.orElse(OffsetDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));
        Optional<OffsetDateTime> end = end(repeat, from);
        if (end.isEmpty()) {
            return 1;
        }
        int count = 0;
        for (OffsetDateTime next = from; !next.isAfter(end.get()) && count <= MOST; next = next.plus(step)) {
            count++;
        }
        return Math.max(1, count);
    }

    /** The last moment at which something may still be given. */
    private static Optional<OffsetDateTime> end(TimingRepeatComponent repeat, OffsetDateTime start) {
        if (repeat.hasBoundsDuration() && repeat.getBoundsDuration().hasValue()) {
            // Three days once a day are three administrations, not four: the end itself is outside.
            return amount(
                            repeat.getBoundsDuration().getValue(),
                            repeat.getBoundsDuration().getCode())
                    .map(length -> start.plus(length).minusNanos(1));
        }
        if (repeat.hasBoundsPeriod() && repeat.getBoundsPeriod().hasEnd()) {
            DateTimeType end = repeat.getBoundsPeriod().getEndElement();
            boolean wholeDay = end.getValueAsString().length() <= "2026-11-24".length();
            return time(end).map(time -> wholeDay ? time.plusDays(1).minusNanos(1) : time);
        }
        return Optional.empty();
    }

    /** From one administration to the next; zero when the order does not say. */
    private static TemporalAmount step(TimingRepeatComponent repeat) {
        if (!repeat.hasPeriod() || !repeat.hasPeriodUnit()) {
            return Duration.ZERO;
        }
        int frequency = Math.max(1, repeat.getFrequency());
        TemporalAmount period =
                amount(repeat.getPeriod(), repeat.getPeriodUnit().toCode()).orElse(Duration.ZERO);
        return period instanceof Duration length ? length.dividedBy(frequency) : period;
    }

    private static Optional<TemporalAmount> amount(BigDecimal value, String unit) {
        if (value.signum() <= 0) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (unit == null ? "" : unit) {
                    case "s" -> seconds(value, 1);
                    case "min" -> seconds(value, 60);
                    case "h" -> seconds(value, 3_600);
                    case "d" -> seconds(value, 86_400);
                    case "wk" -> seconds(value, 7 * 86_400);
                    case "mo" ->
                        Period.ofMonths(value.setScale(0, RoundingMode.UP).intValue());
                    case "a" ->
                        Period.ofYears(value.setScale(0, RoundingMode.UP).intValue());
                    default -> null;
                });
    }

    private static Duration seconds(BigDecimal value, int each) {
        return Duration.ofSeconds(value.multiply(BigDecimal.valueOf(each))
                .setScale(0, RoundingMode.UP)
                .longValue());
    }

    private static Optional<OffsetDateTime> time(BaseDateTimeType time) {
        return time.hasValue() ? Optional.of(at(time)) : Optional.empty();
    }

    static OffsetDateTime at(BaseDateTimeType time) {
        // A date without a zone was read in the zone of this machine, which is the hospital's.
        TimeZone zone = time.getTimeZone() == null ? TimeZone.getDefault() : time.getTimeZone();
        return time.getValue().toInstant().atZone(zone.toZoneId()).toOffsetDateTime();
    }
}
