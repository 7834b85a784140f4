package org.chemoloop.fhir.order.rule.who;

import java.util.List;
import java.util.TreeSet;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/** Each amount has a unit that the table of units knows (O18): kept as text otherwise, never guessed. */
public final class UnitIsKnown implements OrderRule {

    static final Rule RULE = Rule.soft(
            "O18",
            LoopIssue.UNKNOWN_UNIT,
            "单位须在单位表中；否则按原文保存",
            "Each amount has a known unit; another one is kept as text and flagged");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        return order.unknownUnits().isEmpty()
                ? List.of()
                : List.of(Finding.by(
                        RULE,
                        "单位无法识别，按原文保存：%s",
                        "Unit without a UCUM code, kept as text: %s",
                        String.join(", ", new TreeSet<>(order.unknownUnits()))));
    }
}
