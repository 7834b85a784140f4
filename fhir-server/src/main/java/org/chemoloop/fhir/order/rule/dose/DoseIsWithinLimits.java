package org.chemoloop.fhir.order.rule.dose;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.catalogue.Limit;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Facts.Measure;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/**
 * The dose of one bag stays under the catalogue's caps (O6): above the high dose a pharmacist looks at it; above the
 * dose that is never given it is a slip of the pen, and refused.
 */
public final class DoseIsWithinLimits implements OrderRule {

    static final Rule RULE = Rule.soft(
            "O6",
            LoopIssue.DOSE_HIGH,
            "单袋剂量不超过目录上限；超过禁止上限的拒收",
            "The dose of a bag is under the catalogue's caps; above the dose that is never given it is refused");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        return order.drugs()
                .distinct()
                .flatMap(drug -> order.milligrams(drug).flatMap(dose -> objection(drug, dose, order)).stream())
                .toList();
    }

    private static Optional<Finding> objection(Drug drug, BigDecimal dose, Considered order) {
        Optional<Finding> never =
                above(drug, dose, drug.limit(Limit.NEVER_DOSE)).map(Finding::refusing);
        Optional<BigDecimal> byArea = drug.limit(Limit.HIGH_DOSE_PER_AREA)
                .flatMap(limit -> order.facts().area().map(Measure::value).map(limit::multiply));
        return never.or(() -> above(drug, dose, drug.limit(Limit.HIGH_DOSE))).or(() -> above(drug, dose, byArea));
    }

    private static Optional<Finding> above(Drug drug, BigDecimal dose, Optional<BigDecimal> most) {
        return most.filter(limit -> dose.compareTo(limit) > 0)
                .map(limit -> Finding.by(
                        RULE,
                        "“%s” %s mg 超过上限 %s mg",
                        "\"%s\": %s mg in one bag is above %s mg",
                        drug.name(),
                        plain(dose),
                        plain(limit)));
    }

    private static String plain(BigDecimal number) {
        return number.setScale(
                        Math.min(2, Math.max(0, number.stripTrailingZeros().scale())), java.math.RoundingMode.HALF_UP)
                .toPlainString();
    }

    @Override
    public boolean lacksData(Considered order) {
        return order.drugs()
                .anyMatch(drug -> drug.limit(Limit.HIGH_DOSE_PER_AREA).isPresent()
                        && order.facts().area().isEmpty());
    }
}
