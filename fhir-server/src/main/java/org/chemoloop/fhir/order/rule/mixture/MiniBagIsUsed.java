package org.chemoloop.fhir.order.rule.mixture;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.catalogue.Handling;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/** A vinca alkaloid comes in a mini-bag, never in a syringe that could find its way to the spine (O12). */
public final class MiniBagIsUsed implements OrderRule {

    private static final Threshold LEAST = new Threshold(
            "chemoloop.rules.mini-bag-least",
            "25",
            Threshold.Unit.NUMBER,
            "unverified (mL); a volume that no syringe for a spine holds");

    static final Rule RULE = Rule.hard(
                    "O12b",
                    LoopIssue.ROUTE_FORBIDDEN,
                    "长春碱类须用小袋稀释，不得用注射器",
                    "A drug that the catalogue wants in a mini-bag is diluted in one")
            .with(LEAST);

    private final Optional<Double> least;

    public MiniBagIsUsed(SiteSettings settings) {
        this.least = settings.number(LEAST);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        boolean bag = least.map(BigDecimal::valueOf)
                .map(limit -> order.millilitres().compareTo(limit) >= 0)
                .orElse(true);
        return bag
                ? List.of()
                : order.drugs()
                        .filter(drug -> drug.handling().contains(Handling.MINI_BAG_ONLY))
                        .distinct()
                        .map(drug -> Finding.by(
                                RULE,
                                "“%s”只能稀释于不少于 " + plain() + " ml 的小袋中",
                                "\"%s\" is only given diluted in a bag of at least " + plain() + " mL",
                                drug.name()))
                        .toList();
    }

    private String plain() {
        return BigDecimal.valueOf(least.orElse(0.0)).stripTrailingZeros().toPlainString();
    }
}
