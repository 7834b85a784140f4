package org.chemoloop.fhir.order.rule.who;

import java.util.List;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Content;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/** Each drug is in the catalogue (O16); one that is not counts as cytotoxic. */
public final class DrugIsKnown implements OrderRule {

    private static final Threshold REFUSE = new Threshold(
            "chemoloop.rules.refuse-unknown-drug",
            Threshold.OFF,
            Threshold.Unit.SWITCH,
            "the interface contract: accepted and flagged");

    static final Rule RULE = Rule.soft(
                    "O16",
                    LoopIssue.UNKNOWN_DRUG,
                    "药品须在目录中；目录外药品按细胞毒性处理",
                    "Each drug is in the catalogue; one that is not is flagged and counts as cytotoxic")
            .with(REFUSE);

    private final boolean refuse;

    public DrugIsKnown(SiteSettings settings) {
        this.refuse = settings.isOn(REFUSE);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        List<String> unknown = order.contents().stream()
                .filter(content -> content.drug().isEmpty())
                .map(Content::name)
                .distinct()
                .toList();
        if (unknown.isEmpty()) {
            return List.of();
        }
        Finding finding = Finding.by(RULE, "药品目录中没有：%s", "Not in the drug catalogue: %s", String.join(", ", unknown));
        return List.of(refuse ? finding.refusing() : finding);
    }
}
