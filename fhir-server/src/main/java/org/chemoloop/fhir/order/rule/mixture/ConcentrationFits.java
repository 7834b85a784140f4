package org.chemoloop.fhir.order.rule.mixture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.catalogue.Limit;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/** A drug is neither too thin nor too strong in its bag (O11): outside, it falls out or harms the vein. */
public final class ConcentrationFits implements OrderRule {

    private static final Threshold TOLERANCE = new Threshold(
            "chemoloop.rules.concentration-tolerance",
            "10",
            Threshold.Unit.PERCENT,
            "the drug's own volume is not in the catalogue");

    static final Rule RULE = Rule.hard(
                    "O11b",
                    LoopIssue.INCOMPATIBLE_DILUENT,
                    "袋中浓度须在目录范围内",
                    "The concentration in the bag is in the catalogue's range")
            .with(TOLERANCE);

    private final Optional<Double> tolerance;

    public ConcentrationFits(SiteSettings settings) {
        this.tolerance = settings.number(TOLERANCE);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        BigDecimal volume = order.millilitres();
        if (tolerance.isEmpty()
                || volume.signum() <= 0
                || order.diluents().findAny().isEmpty()) {
            return List.of();
        }
        return order.drugs()
                .distinct()
                .flatMap(drug -> order
                        .milligrams(drug)
                        .map(mass -> mass.divide(volume, MathContext.DECIMAL64))
                        .flatMap(concentration -> objection(drug, concentration))
                        .stream())
                .toList();
    }

    private Optional<Finding> objection(Drug drug, BigDecimal concentration) {
        double percent = tolerance.orElse(0.0) / 100;
        boolean thin = drug.limit(Limit.MIN_CONCENTRATION)
                .filter(least -> concentration.compareTo(least.multiply(BigDecimal.valueOf(1 - percent))) < 0)
                .isPresent();
        boolean strong = drug.limit(Limit.MAX_CONCENTRATION)
                .filter(most -> concentration.compareTo(most.multiply(BigDecimal.valueOf(1 + percent))) > 0)
                .isPresent();
        return thin || strong
                ? Optional.of(Finding.by(
                        RULE,
                        "“%s”浓度 %s mg/ml，应为 %s–%s mg/ml",
                        "\"%s\" would be %s mg/mL, it must be %s–%s mg/mL",
                        drug.name(),
                        concentration.setScale(2, RoundingMode.HALF_UP).toPlainString(),
                        limit(drug, Limit.MIN_CONCENTRATION),
                        limit(drug, Limit.MAX_CONCENTRATION)))
                : Optional.empty();
    }

    private static String limit(Drug drug, Limit limit) {
        return drug.limit(limit).map(BigDecimal::toPlainString).orElse("");
    }

    @Override
    public boolean lacksData(Considered order) {
        return order.drugs()
                .filter(drug -> drug.limit(Limit.MAX_CONCENTRATION).isPresent())
                .anyMatch(drug ->
                        order.milligrams(drug).isEmpty() || order.millilitres().signum() <= 0);
    }
}
