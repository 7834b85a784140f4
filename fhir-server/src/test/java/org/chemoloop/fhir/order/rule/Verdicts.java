package org.chemoloop.fhir.order.rule;

import java.util.List;
import org.chemoloop.fhir.order.rule.OrderRuleBook.Verdict;

/** What a test asks a verdict for. */
final class Verdicts {

    private Verdicts() {}

    static List<String> refusals(Verdict verdict) {
        return verdict.findings().stream()
                .filter(Finding::refuses)
                .map(finding -> finding.issue().code())
                .toList();
    }

    static List<String> flags(Verdict verdict) {
        return verdict.findings().stream()
                .filter(finding -> !finding.refuses())
                .map(finding -> finding.issue().code())
                .toList();
    }

    static String words(Verdict verdict) {
        return verdict.findings().get(0).words().zh();
    }
}
