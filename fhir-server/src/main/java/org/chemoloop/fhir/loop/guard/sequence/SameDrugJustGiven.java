package org.chemoloop.fhir.loop.guard.sequence;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.known.OtherBag;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;

/** The same drug was started for the patient a short time ago: worth a look, no reason to hold anybody up (B5). */
public final class SameDrugJustGiven implements Guard {

    static final Threshold WITHIN = new Threshold(
            "chemoloop.loop.same-drug-within", "2h", Unit.DURATION, "domain rule B5: the notice of VistA BCMA");

    static final Rule RULE = Rule.info(
                    "B5-notice",
                    LoopIssue.DUPLICATE_DRUG,
                    "同一药品在短时间内已用过（仅记录）",
                    "The same drug was started for the patient a short time ago")
            .with(WITHIN);

    private final Optional<Duration> within;

    public SameDrugJustGiven(SiteSettings site) {
        this.within = site.duration(WITHIN);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        boolean again = within.isPresent()
                && attempt.around().others().stream()
                        .anyMatch(other -> wasJustGiven(other, within.get(), attempt.now())
                                && !Collections.disjoint(
                                        other.contents().drugs(),
                                        attempt.bag().contents().drugs()));
        return again
                ? Optional.of(Refusal.by(RULE, "同一药品近期已用过", "The same drug was given a short time ago"))
                : Optional.empty();
    }

    private static boolean wasJustGiven(OtherBag other, Duration within, Instant now) {
        Instant started = other.started();
        return started != null && started.plus(within).isAfter(now);
    }
}
