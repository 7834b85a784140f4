package org.chemoloop.fhir.order.rule.mixture;

import java.util.List;
import java.util.Locale;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Content;
import org.chemoloop.fhir.order.rule.Facts.Allergy;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/** The patient is allergic to nothing in the bag (O10): by code, or by a name that is part of the drug's. */
public final class PatientIsNotAllergic implements OrderRule {

    /** 铂 alone would be found in 卡铂; a name of one character says too little. */
    private static final int SHORTEST_NAME = 2;

    static final Rule RULE = Rule.soft(
            "O10a", LoopIssue.ALLERGY, "患者对所开药品无过敏史", "The patient is known to be allergic to nothing in the bag");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        return order.contents().stream()
                .filter(content -> order.facts().allergies().stream().anyMatch(allergy -> isMeant(allergy, content)))
                .map(content -> Finding.by(
                        RULE, "患者对“%s”有过敏史", "The patient is on record as allergic to \"%s\"", content.known()))
                .distinct()
                .toList();
    }

    private static boolean isMeant(Allergy allergy, Content content) {
        if (!allergy.code().isEmpty() && allergy.code().equalsIgnoreCase(content.code())) {
            return true;
        }
        String substance = allergy.name().strip().toLowerCase(Locale.ROOT);
        return substance.length() >= SHORTEST_NAME
                && (content.known().toLowerCase(Locale.ROOT).contains(substance)
                        || content.name().toLowerCase(Locale.ROOT).contains(substance));
    }

    @Override
    public boolean lacksData(Considered order) {
        return order.facts().allergies().isEmpty();
    }
}
