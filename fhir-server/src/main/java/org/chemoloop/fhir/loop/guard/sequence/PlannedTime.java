package org.chemoloop.fhir.loop.guard.sequence;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;

/** The bag is started near the time it was planned for (B7). */
public final class PlannedTime implements Guard {

    static final Threshold EARLY = new Threshold("chemoloop.loop.start-early", "30m", Unit.DURATION, "contract");
    static final Threshold LATE = new Threshold("chemoloop.loop.start-late", "120m", Unit.DURATION, "contract");

    static final Rule RULE = Rule.soft(
                    "B7",
                    LoopIssue.OUTSIDE_WINDOW,
                    "在计划时间前后的窗口内开始用药",
                    "A bag is started within a window around its planned time")
            .with(EARLY, LATE);

    private final Optional<Duration> early;
    private final Optional<Duration> late;

    public PlannedTime(SiteSettings site) {
        this.early = site.duration(EARLY);
        this.late = site.duration(LATE);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        Instant planned = attempt.bag().planned();
        if (planned == null) {
            return Optional.empty();
        }
        Instant now = attempt.now();
        if (early.isPresent() && now.isBefore(planned.minus(early.get()))) {
            return Optional.of(Refusal.by(
                    RULE,
                    "比计划时间早 %s 分钟，确需现在用药请说明原因",
                    "%s minutes before the planned time: give a reason to start now",
                    Duration.between(now, planned).toMinutes()));
        }
        if (late.isPresent() && now.isAfter(planned.plus(late.get()))) {
            return Optional.of(Refusal.by(
                    RULE,
                    "比计划时间晚 %s 分钟，确需现在用药请说明原因",
                    "%s minutes after the planned time: give a reason to start now",
                    Duration.between(planned, now).toMinutes()));
        }
        return Optional.empty();
    }

    @Override
    public boolean lacksData(Attempt attempt) {
        return attempt.bag().planned() == null;
    }
}
