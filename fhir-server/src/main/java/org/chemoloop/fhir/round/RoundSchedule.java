package org.chemoloop.fhir.round;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;
import org.jspecify.annotations.Nullable;

/** When somebody has to look at a running bag (R1), and when it should be empty (R4). */
final class RoundSchedule {

    static final Threshold FIRST =
            new Threshold("chemoloop.loop.first-round", "10m", Unit.DURATION, "domain rule R1: 5 to 10 minutes");

    static final Threshold EVERY =
            new Threshold("chemoloop.loop.next-round", "30m", Unit.DURATION, "domain rule R1: every 15 to 30 minutes");

    static final Rule DUE = Rule.info(
                    "R1",
                    LoopIssue.OUTSIDE_WINDOW,
                    "用药后按时巡查，逾期提示",
                    "A running bag is looked at in time; $rounds-due lists what is due and overdue")
            .with(FIRST, EVERY);

    static final Threshold GRACE = new Threshold(
            "chemoloop.loop.end-overdue",
            "10m",
            Unit.DURATION,
            "domain rule R4: more than 10 minutes past the expected end");

    static final Rule END = Rule.info(
                    "R4",
                    LoopIssue.OUTSIDE_WINDOW,
                    "超过预计结束时间的药袋提示",
                    "A bag that should have been empty a while ago is listed by $rounds-due")
            .with(GRACE);

    private final Optional<Duration> first;
    private final Optional<Duration> every;
    private final Optional<Duration> grace;

    RoundSchedule(SiteSettings site) {
        this.first = site.duration(FIRST);
        this.every = site.duration(EVERY);
        this.grace = site.duration(GRACE);
    }

    /** @param lastRound null when nobody has looked yet */
    Optional<Instant> due(Instant started, @Nullable Instant lastRound) {
        return lastRound == null ? first.map(started::plus) : every.map(lastRound::plus);
    }

    boolean isPastItsEnd(@Nullable Instant expectedEnd, Instant now) {
        return expectedEnd != null
                && grace.map(time -> expectedEnd.plus(time).isBefore(now)).orElse(false);
    }
}
