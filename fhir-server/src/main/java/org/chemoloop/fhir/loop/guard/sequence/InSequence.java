package org.chemoloop.fhir.loop.guard.sequence;

import java.time.Duration;
import java.time.Instant;
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
import org.jspecify.annotations.Nullable;

/**
 * Bags run in the order of the plan: premedication before what it protects from, one cytotoxic before the next (B8).
 */
public final class InSequence implements Guard {

    static final Threshold APART = new Threshold(
            "chemoloop.loop.sequence-apart",
            "5m",
            Unit.DURATION,
            "our own: bags planned closer together have no order; off switches the rule off");

    static final Rule RULE = Rule.soft(
                    "B8",
                    LoopIssue.SEQUENCE,
                    "按计划顺序用药：先用计划在前的药袋，预处理药用完再用化疗药",
                    "A bag is not started before one of the same day that is planned earlier, and a cytotoxic one not while the"
                            + " premedication before it still runs")
            .with(APART);

    private static final Duration SAME_DAY = Duration.ofHours(12);

    private final Optional<Duration> apart;

    public InSequence(SiteSettings site) {
        this.apart = site.duration(APART);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        Instant planned = attempt.bag().planned();
        if (planned == null || apart.isEmpty()) {
            return Optional.empty();
        }
        long waiting = attempt.around().others().stream()
                .filter(other ->
                        isEarlier(other.planned(), planned) && other.state().isBeforeStart())
                .count();
        if (waiting > 0) {
            return Optional.of(Refusal.by(
                    RULE,
                    "计划在前的药袋还有 %s 袋未用，请按顺序用药；确需先用请说明原因",
                    "%s bags that are planned earlier were not started: keep the order, or give a reason",
                    waiting));
        }
        boolean premedicationRuns = attempt.bag().contents().isCytotoxic()
                && attempt.around().others().stream()
                        .filter(OtherBag::isRunning)
                        .anyMatch(other -> isEarlier(other.planned(), planned)
                                && other.contents().isPremedication());
        return premedicationRuns
                ? Optional.of(Refusal.by(
                        RULE, "预处理药尚未输完；确需现在用化疗药请说明原因", "The premedication still runs: wait, or give a reason"))
                : Optional.empty();
    }

    private boolean isEarlier(@Nullable Instant other, Instant planned) {
        return other != null
                && apart.isPresent()
                && !other.isAfter(planned.minus(apart.get()))
                && other.isAfter(planned.minus(SAME_DAY));
    }

    @Override
    public boolean lacksData(Attempt attempt) {
        return attempt.bag().planned() == null;
    }
}
