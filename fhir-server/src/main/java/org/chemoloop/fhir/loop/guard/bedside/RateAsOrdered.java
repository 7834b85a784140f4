package org.chemoloop.fhir.loop.guard.bedside;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;

/** The pump is set, or the drops are counted, as ordered (B12). */
public final class RateAsOrdered implements Guard {

    static final Threshold TOLERANCE =
            new Threshold("chemoloop.loop.rate-tolerance", "10", Unit.PERCENT, "domain rule B12: ±10 %");

    /** How drops that were counted become millilitres. */
    public static final Threshold DROPS = new Threshold(
            "chemoloop.loop.drops-per-millilitre",
            "20",
            Unit.NUMBER,
            "the usual drip set (general knowledge, unverified)");

    static final Rule RULE = Rule.soft(
                    "B12",
                    LoopIssue.RATE_DEVIATION,
                    "滴速与医嘱相差不超过限值",
                    "The rate (dosage.rate) is the ordered one within the tolerance")
            .with(TOLERANCE, DROPS);

    private final Optional<Double> tolerance;

    public RateAsOrdered(SiteSettings site) {
        this.tolerance = site.number(TOLERANCE);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        Double ordered = attempt.bag().rate();
        Double set = attempt.said().infusing().rate();
        if (ordered == null || set == null || tolerance.isEmpty()) {
            return Optional.empty();
        }
        boolean off = Math.abs(set - ordered) > ordered * tolerance.get() / 100 + 1e-9;
        return off
                ? Optional.of(Refusal.by(
                        RULE,
                        "设定 %s mL/h，医嘱 %s mL/h：请核对；确需如此请说明原因",
                        "Set to %s mL/h, ordered %s mL/h: check it, or give a reason",
                        Math.round(set),
                        Math.round(ordered)))
                : Optional.empty();
    }

    @Override
    public boolean lacksData(Attempt attempt) {
        return attempt.bag().rate() == null || attempt.said().infusing().rate() == null;
    }
}
