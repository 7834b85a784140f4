package org.chemoloop.fhir.order.rule.mixture;

import java.util.ArrayList;
import java.util.List;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/** No two drugs share a bag of which the catalogue says that they must not (O10). */
public final class DrugsGoTogether implements OrderRule {

    static final Rule RULE = Rule.soft(
            "O10b", LoopIssue.INTERACTION, "目录中配伍禁忌的药品不得同袋", "Drugs that the catalogue keeps apart do not share a bag");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        List<Finding> findings = new ArrayList<>();
        List<Drug> drugs = order.drugs().distinct().toList();
        for (int i = 0; i < drugs.size(); i++) {
            for (int j = i + 1; j < drugs.size(); j++) {
                Drug one = drugs.get(i);
                Drug other = drugs.get(j);
                if (one.enemies().contains(other.code()) || other.enemies().contains(one.code())) {
                    findings.add(Finding.by(
                            RULE, "“%s”与“%s”不宜同袋", "\"%s\" and \"%s\" do not go in one bag", one.name(), other.name()));
                }
            }
        }
        return findings;
    }
}
