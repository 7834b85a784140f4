package org.chemoloop.fhir.order.rule.dose;

import java.util.List;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Considered.Beside;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/** No drug is ordered twice for one session (O4); the same order number twice is no second order at all. */
public final class DrugIsOrderedOnce implements OrderRule {

    static final Rule RULE = Rule.soft(
            "O4", LoopIssue.DUPLICATE_DRUG, "同一天不得重复开具同一药品", "No drug but a diluent is ordered twice for the same day");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        return order.drugs()
                .filter(drug -> order.besides().stream()
                        .filter(Beside::sameDay)
                        .anyMatch(other -> other.drug().equals(drug.code())))
                .map(drug -> Finding.by(RULE, "“%s”当日已另有医嘱", "\"%s\" is ordered for the same day already", drug.name()))
                .distinct()
                .toList();
    }
}
