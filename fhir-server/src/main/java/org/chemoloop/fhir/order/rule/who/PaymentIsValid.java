package org.chemoloop.fhir.order.rule.who;

import java.util.List;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/** Whoever is to pay for a drug does so on the day that it is given (O14); a HIS that sends no IN1 is not asked. */
public final class PaymentIsValid implements OrderRule {

    static final Rule RULE = Rule.info(
            "O14-payment",
            LoopIssue.PRESCRIPTION_FORM,
            "登记的付费方式（医保、自费）在用药当日须有效",
            "Where it is told how the patient pays (Coverage, IN1), one way is active and valid on the day of the bag");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        return lacksData(order) || order.facts().payments().stream().anyMatch(way -> way.isValid(order.planned()))
                ? List.of()
                : List.of(Finding.by(
                        RULE,
                        "登记的付费方式在用药当日均已失效或尚未生效，请核对",
                        "No registered way of payment is valid on the day of the bag: check it"));
    }

    @Override
    public boolean lacksData(Considered order) {
        return order.facts().payments().isEmpty();
    }
}
