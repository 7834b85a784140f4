package org.chemoloop.fhir.order.rule.who;

import java.util.List;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/** A prescription that calls itself no chemotherapy has no cytotoxic drug (O3, 日间化疗 flag). */
public final class CategoryFits implements OrderRule {

    private static final String NOT_CHEMO = "non-chemo";

    static final Rule RULE = Rule.soft(
            "O3",
            LoopIssue.CATEGORY_MISMATCH,
            "非化疗处方不得含细胞毒性药物",
            "A prescription that is not marked as chemotherapy has no cytotoxic drug");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        return order.category().filter(NOT_CHEMO::equals).isEmpty()
                ? List.of()
                : order.drugs()
                        .filter(Drug::isCytotoxic)
                        .map(drug -> Finding.by(
                                RULE,
                                "普通处方中有细胞毒性药物“%s”",
                                "\"%s\" is cytotoxic, the prescription is not marked as chemotherapy",
                                drug.name()))
                        .distinct()
                        .toList();
    }

    @Override
    public boolean lacksData(Considered order) {
        return order.category().isEmpty();
    }
}
