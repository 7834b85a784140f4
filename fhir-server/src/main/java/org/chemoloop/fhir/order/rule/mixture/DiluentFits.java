package org.chemoloop.fhir.order.rule.mixture;

import java.util.List;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/** A drug goes only in its diluents (O11): oxaliplatin in glucose, never in sodium chloride. */
public final class DiluentFits implements OrderRule {

    static final Rule RULE = Rule.hard(
            "O11a",
            LoopIssue.INCOMPATIBLE_DILUENT,
            "药品只能用目录允许的溶媒",
            "A drug goes only in the diluents that the catalogue allows");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        return order.drugs()
                .flatMap(drug -> order.diluents()
                        .filter(diluent -> !drug.mayGoIn(diluent.code()))
                        .map(diluent -> Finding.by(
                                RULE,
                                "%s不能用%s配制",
                                "\"%s\" must not be diluted in \"%s\"",
                                drug.name(),
                                diluent.name())))
                .distinct()
                .toList();
    }
}
