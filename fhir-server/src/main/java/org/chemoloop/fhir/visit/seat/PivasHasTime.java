package org.chemoloop.fhir.visit.seat;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;

/** The PIVAS has the time it needs before the patient sits down, within its opening hours (A3). */
final class PivasHasTime implements BookingRule {

    static final Threshold LEAD = new Threshold(
            "chemoloop.visits.pivas-lead", "off", Unit.DURATION, "domain rule A3; how long is the site's to say");

    static final Threshold HOURS = new Threshold(
            "chemoloop.visits.pivas-hours", "", Unit.LIST, "none: from and to of the day, e.g. 08:00-16:30");

    static final Rule RULE = Rule.soft(
                    "A3",
                    LoopIssue.OUTSIDE_WINDOW,
                    "预约时间须给静配中心留足配制时间，并在其开放时间内（按配置）",
                    "Where the site says how long its PIVAS takes and when it is open, an appointment leaves it that time")
            .with(LEAD, HOURS);

    private final Optional<Duration> lead;
    private final Optional<LocalTime> opens;
    private final Optional<LocalTime> closes;
    private final ZoneId zone;

    PivasHasTime(SiteSettings site, ZoneId zone) {
        this.lead = site.duration(LEAD);
        String hours = String.join("", site.list(HOURS));
        if (!hours.isEmpty() && !hours.matches("\\d\\d:\\d\\d-\\d\\d:\\d\\d")) {
            throw site.complaint(HOURS, "from and to like 08:00-16:30");
        }
        try {
            this.opens = Optional.of(hours)
                    .filter(text -> !text.isEmpty())
                    .map(text -> LocalTime.parse(text.substring(0, 5)));
            this.closes =
                    Optional.of(hours).filter(text -> !text.isEmpty()).map(text -> LocalTime.parse(text.substring(6)));
        } catch (DateTimeException noTimes) {
            throw site.complaint(HOURS, "from and to like 08:00-16:30");
        }
        this.zone = zone;
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    /** A time that is over is put on record and not planned any more. */
    @Override
    public Optional<Refusal> objection(Wanted wanted) {
        if (wanted.starts().isBefore(wanted.now())) {
            return Optional.empty();
        }
        Duration needed = lead.orElse(Duration.ZERO);
        if (wanted.starts().isBefore(wanted.now().plus(needed))) {
            return Optional.of(Refusal.by(
                    RULE,
                    "距预约开始不足 %s 分钟，静配中心来不及配制；确需安排请说明原因",
                    "The PIVAS needs %s minutes and has less before this appointment: choose a later time, or say why",
                    needed.toMinutes()));
        }
        LocalDateTime starts = LocalDateTime.ofInstant(wanted.starts(), zone);
        boolean tooEarly = opens.filter(open ->
                        starts.isBefore(starts.toLocalDate().atTime(open).plus(needed)))
                .isPresent();
        boolean tooLate = closes.filter(starts.toLocalTime()::isAfter).isPresent();
        return tooEarly || tooLate
                ? Optional.of(Refusal.by(
                        RULE,
                        "预约时间不在静配中心能供药的时间内（%s–%s，配制需 %s 分钟）；确需安排请说明原因",
                        "The PIVAS is open from %s to %s and needs %s minutes: choose another time, or say why",
                        opens.orElseThrow(),
                        closes.orElseThrow(),
                        needed.toMinutes()))
                : Optional.empty();
    }

    @Override
    public boolean lacksData(Wanted wanted) {
        return false; // what it needs is said by the site, once
    }
}
