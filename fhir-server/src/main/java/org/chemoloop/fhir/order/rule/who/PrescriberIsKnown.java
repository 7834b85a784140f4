package org.chemoloop.fhir.order.rule.who;

import java.util.List;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/** The doctor is one of this hospital (O17). */
public final class PrescriberIsKnown implements OrderRule {

    private static final Threshold REFUSE = new Threshold(
            "chemoloop.rules.refuse-unknown-prescriber",
            Threshold.OFF,
            Threshold.Unit.SWITCH,
            "the interface contract: accepted and flagged");

    static final Rule RULE = Rule.soft(
                    "O17",
                    LoopIssue.UNKNOWN_PRESCRIBER,
                    "开方医生须在系统中",
                    "The doctor is one of this hospital; one who is not is flagged")
            .with(REFUSE);

    private final boolean refuse;

    public PrescriberIsKnown(SiteSettings settings) {
        this.refuse = settings.isOn(REFUSE);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        if (order.prescriber().isPresent()) {
            return List.of();
        }
        Finding unknown =
                Finding.by(RULE, "系统中没有该开方医生，请药师核对", "The prescriber is not known here: a pharmacist will look at it");
        return List.of(refuse ? unknown.refusing() : unknown);
    }
}
