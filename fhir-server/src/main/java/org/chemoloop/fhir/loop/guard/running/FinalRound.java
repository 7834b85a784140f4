package org.chemoloop.fhir.loop.guard.running;

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

/** The site of the needle was looked at before the bag is ended (R5). */
public final class FinalRound implements Guard {

    /** How old the last round may be. */
    public static final Threshold WITHIN = new Threshold(
            "chemoloop.loop.final-round-within",
            "off",
            Unit.DURATION,
            "contract: a site check before the end is off until a site switches it on");

    static final Rule RULE = Rule.soft(
                    "R5",
                    LoopIssue.SEQUENCE,
                    "结束前先巡查穿刺部位（按配置）",
                    "Where the site asks for it, a round was made shortly before the end")
            .with(WITHIN);

    private final Optional<Duration> within;

    public FinalRound(SiteSettings site) {
        this.within = site.duration(WITHIN);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        Instant last = attempt.around().lastRound();
        boolean missing = within.map(time -> last == null || last.plus(time).isBefore(attempt.now()))
                .orElse(false);
        return missing
                ? Optional.of(
                        Refusal.by(RULE, "结束前请先巡查穿刺部位；未巡查请说明原因", "Make a round before the end, or say why you did not"))
                : Optional.empty();
    }
}
