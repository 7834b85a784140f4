package org.chemoloop.fhir.order.rule.dose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.catalogue.Limit;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Considered.Beside;
import org.chemoloop.fhir.order.rule.Facts.Measure;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/** What a patient gets of a drug in a life stays under the catalogue's limit (O7), as far as this centre gave it. */
public final class LifetimeDoseIsKept implements OrderRule {

    static final Rule RULE = Rule.soft(
            "O7",
            LoopIssue.CUMULATIVE_DOSE,
            "终生累积剂量不超过目录上限，同类药按目录系数折算（仅计本中心用量）",
            "All that a patient was given here of a drug, and of its kind by the catalogue's factors, stays under its"
                    + " lifetime dose per body surface");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        Optional<BigDecimal> area = order.facts().area().map(Measure::value);
        return order.drugs()
                .distinct()
                .flatMap(drug -> area.flatMap(surface -> objection(drug, surface, order)).stream())
                .toList();
    }

    private static Optional<Finding> objection(Drug drug, BigDecimal area, Considered order) {
        BigDecimal all = order.besides().stream()
                .flatMap(other -> counted(other, drug).stream())
                .reduce(order.milligrams(drug).orElse(BigDecimal.ZERO), BigDecimal::add);
        BigDecimal perArea = all.divide(area, 0, RoundingMode.HALF_UP);
        return drug.limit(Limit.LIFETIME_DOSE_PER_AREA)
                .filter(limit -> perArea.compareTo(limit) > 0)
                .map(limit -> Finding.by(
                        RULE,
                        "“%s”累积 %s mg/m²，超过终生上限 %s mg/m²",
                        "\"%s\" comes to %s mg/m² in a lifetime, above %s mg/m²",
                        drug.name(),
                        perArea.toPlainString(),
                        limit.toPlainString()));
    }

    /** In doses of this drug. */
    private static Optional<BigDecimal> counted(Beside other, Drug drug) {
        return other.drug().equals(drug.code())
                ? Optional.of(other.milligrams())
                : Optional.ofNullable(drug.lifetimeCounts().get(other.drug()))
                        .map(factor -> factor.multiply(other.milligrams()));
    }

    @Override
    public boolean lacksData(Considered order) {
        return order.facts().area().isEmpty()
                && order.drugs()
                        .anyMatch(
                                drug -> drug.limit(Limit.LIFETIME_DOSE_PER_AREA).isPresent());
    }
}
