package org.chemoloop.fhir.order.rule.dose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/**
 * A dose that is ordered by a target AUC is what Calvert's formula makes of it (O6): AUC × (GFR + 25), with the
 * clearance as it was measured, else after Cockcroft and Gault. Only carboplatin is dosed so; the order says it by
 * naming the target.
 */
public final class DoseFitsTargetAuc implements OrderRule {

    private static final Threshold TOLERANCE =
            new Threshold("chemoloop.rules.auc-tolerance", "5", Threshold.Unit.PERCENT, "domain rule O6: ±5 %");

    static final Rule RULE = Rule.soft(
                    "O6-auc",
                    LoopIssue.DOSE_HIGH,
                    "按目标 AUC 开具的剂量须与 Calvert 公式计算值相符",
                    "A dose ordered by a target AUC (extension target-auc, carboplatin) is AUC × (clearance + 25)")
            .with(TOLERANCE, Calvert.MOST_CLEARANCE);

    private final Optional<Double> tolerance;
    private final Calvert calvert;

    public DoseFitsTargetAuc(SiteSettings settings) {
        this.tolerance = settings.number(TOLERANCE);
        this.calvert = new Calvert(settings);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        Optional<BigDecimal> dose = drug(order).flatMap(order::milligrams);
        Optional<BigDecimal> wanted = wanted(order);
        if (tolerance.isEmpty() || dose.isEmpty() || wanted.isEmpty()) {
            return List.of();
        }
        BigDecimal off = dose.get().subtract(wanted.get()).abs();
        return off.compareTo(wanted.get().multiply(BigDecimal.valueOf(tolerance.get() / 100))) <= 0
                ? List.of()
                : List.of(Finding.by(
                        RULE,
                        "“%s” %s mg 与目标 AUC %s 的计算值 %s mg 不符，请核对肾功能和剂量",
                        "\"%s\": %s mg, but AUC %s makes %s mg: look at the kidneys and at the dose",
                        drug(order).map(Drug::name).orElseThrow(),
                        plain(dose.get()),
                        plain(order.targetAuc().orElseThrow()),
                        wanted.get().setScale(0, RoundingMode.HALF_UP).toPlainString()));
    }

    private Optional<BigDecimal> wanted(Considered order) {
        return order.targetAuc().flatMap(auc -> calvert.dose(auc, order));
    }

    /** The target says nothing of the drugs beside it. */
    private static Optional<Drug> drug(Considered order) {
        List<Drug> cytotoxic =
                order.drugs().filter(Drug::isCytotoxic).distinct().toList();
        return cytotoxic.size() == 1 ? Optional.of(cytotoxic.get(0)) : Optional.empty();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    @Override
    public boolean lacksData(Considered order) {
        return order.targetAuc().isPresent()
                && (wanted(order).isEmpty()
                        || drug(order).flatMap(order::milligrams).isEmpty());
    }
}
