package org.chemoloop.fhir.visit.list;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;
import org.jspecify.annotations.Nullable;

/** Who goes home was watched for a while after the last bag, and somebody took the vital signs (R7). */
final class GoesHomeWell {

    static final Threshold OBSERVED = new Threshold(
            "chemoloop.visits.observe-after", "off", Unit.DURATION, "domain rule R7; how long is the site's to say");

    static final Threshold VITALS = new Threshold(
            "chemoloop.visits.exit-vitals-within",
            "off",
            Unit.DURATION,
            "domain rule R7; contract: rules that need data a site may not record are off");

    static final Rule RULE = Rule.soft(
                    "R7",
                    LoopIssue.VITALS_MISSING,
                    "离院前观察时间已满、生命体征已测（按配置）；24 小时内随访",
                    "Where the site asks for it, nobody is discharged before the time of observation is over (sequence) and"
                            + " vital signs are taken; the follow-up within 24 h is booked by $discharge itself")
            .with(OBSERVED, VITALS);

    private final Optional<Duration> observed;
    private final Optional<Duration> vitals;

    GoesHomeWell(SiteSettings site) {
        this.observed = site.duration(OBSERVED);
        this.vitals = site.duration(VITALS);
    }

    boolean asksWhenItEnded() {
        return observed.isPresent();
    }

    boolean asksForVitals() {
        return vitals.isPresent();
    }

    /**
     * @param lastEnd when the last bag ended, null where none did
     * @param taken when vital signs were last taken
     */
    Optional<Refusal> objection(@Nullable Instant lastEnd, @Nullable Instant taken, Instant now) {
        if (observed.isPresent()
                && lastEnd != null
                && lastEnd.plus(observed.get()).isAfter(now)) {
            return Optional.of(Refusal.by(
                            RULE,
                            "观察时间未到，还需 %s 分钟；确需离院请说明原因（reason）",
                            "The time of observation is not over, %s minutes are missing: say why the patient leaves (reason)",
                            Duration.between(now, lastEnd.plus(observed.get())).toMinutes() + 1)
                    .as(LoopIssue.SEQUENCE));
        }
        boolean missing =
                vitals.isPresent() && (taken == null || taken.plus(vitals.get()).isBefore(now));
        return missing
                ? Optional.of(Refusal.by(
                        RULE,
                        "离院前请测生命体征；未测请说明原因（reason）",
                        "Take the vital signs before the patient leaves, or say why not (reason)"))
                : Optional.empty();
    }
}
