package org.chemoloop.fhir.loop.guard.preparation;

import java.util.Map;
import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.known.Ingredient;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;

/** What was measured into the bag is what was ordered, within the tolerance of the balance (P8). */
public final class DoseAsOrdered implements Guard {

    static final Threshold TOLERANCE = new Threshold(
            "chemoloop.loop.dose-tolerance", "5", Unit.PERCENT, "domain rule P8: ±5 % where a balance is used");

    static final Rule RULE = Rule.soft(
                    "P8",
                    LoopIssue.DOSE_HIGH,
                    "配入的剂量与医嘱相差不超过限值",
                    "The amount that went in (ingredient strengths of the dispense) is the ordered one within the tolerance,"
                            + " neither more nor less")
            .with(TOLERANCE);

    private final Optional<Double> tolerance;

    public DoseAsOrdered(SiteSettings site) {
        this.tolerance = site.number(TOLERANCE);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        if (tolerance.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Double> measured = attempt.said().preparing().measured();
        return attempt.bag().contents().ingredients().stream()
                .filter(ingredient -> !ingredient.diluent() && isOff(ingredient, measured, tolerance.get()))
                .findFirst()
                .map(ingredient -> Refusal.by(
                        RULE,
                        "%s 的配入量与医嘱不符，确认无误请说明原因",
                        "The amount of %s differs from the order: check it, or give a reason",
                        ingredient.name()));
    }

    private static boolean isOff(Ingredient ingredient, Map<String, Double> measured, double percent) {
        Double ordered = ingredient.amount();
        Double inside = measured.get(ingredient.code());
        return ordered != null && inside != null && Math.abs(inside - ordered) > ordered * percent / 100 + 1e-9;
    }

    @Override
    public boolean lacksData(Attempt attempt) {
        return attempt.said().preparing().measured().isEmpty();
    }
}
