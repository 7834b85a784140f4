package org.chemoloop.fhir.loop.guard.bedside;

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

/** Vital signs were taken shortly before the start (B11). */
public final class VitalsTaken implements Guard {

    /** How old the vital signs may be. */
    public static final Threshold WITHIN = new Threshold(
            "chemoloop.loop.vitals-within",
            "off",
            Unit.DURATION,
            "contract: off until a site switches it on; domain rule B11 proposes 30m");

    static final Rule RULE = Rule.soft(
                    "B11",
                    LoopIssue.VITALS_MISSING,
                    "用药前已测生命体征（按配置）",
                    "Where the site asks for it, vital signs were taken shortly before the start")
            .with(WITHIN);

    private final Optional<Duration> within;

    public VitalsTaken(SiteSettings site) {
        this.within = site.duration(WITHIN);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        Instant taken = attempt.around().vitals();
        boolean missing = within.map(time -> taken == null || taken.plus(time).isBefore(attempt.now()))
                .orElse(false);
        return missing
                ? Optional.of(Refusal.by(
                        RULE,
                        "用药前没有近期的生命体征，请先测量；确需用药请说明原因",
                        "No recent vital signs: take them, or give a reason to start"))
                : Optional.empty();
    }

    @Override
    public boolean lacksData(Attempt attempt) {
        return within.isEmpty() && attempt.around().vitals() == null;
    }
}
