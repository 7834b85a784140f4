package org.chemoloop.fhir.loop.guard.sequence;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;

/** Premedication has had its time before a cytotoxic bag is started (B13). */
public final class PremedicationHasWorked implements Guard {

    static final Threshold DWELL = new Threshold(
            "chemoloop.loop.premedication-dwell",
            "off",
            Unit.DURATION,
            "none: it depends on the regimen; 30m is usual (general knowledge, unverified)");

    static final Rule RULE = Rule.soft(
                    "B13",
                    LoopIssue.SEQUENCE,
                    "预处理药起效后再用化疗药（按配置）",
                    "Where the site sets a time, a cytotoxic bag is started that long after the premedication was")
            .with(DWELL);

    private final Optional<Duration> dwell;

    public PremedicationHasWorked(SiteSettings site) {
        this.dwell = site.duration(DWELL);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        if (dwell.isEmpty() || !attempt.bag().contents().isCytotoxic()) {
            return Optional.empty();
        }
        return attempt.around().others().stream()
                .filter(other -> other.contents().isPremedication())
                .map(other -> other.started())
                .filter(Objects::nonNull)
                .map(started -> left(started, dwell.get(), attempt.now()))
                .filter(left -> !left.isNegative() && !left.isZero())
                .findFirst()
                .map(left -> Refusal.by(
                        RULE,
                        "预处理药起效还需 %s 分钟；确需现在用药请说明原因",
                        "The premedication needs %s more minutes: wait, or give a reason",
                        Math.max(1, left.toMinutes())));
    }

    private static Duration left(Instant started, Duration dwell, Instant now) {
        return Duration.between(now, started.plus(dwell));
    }
}
