package org.chemoloop.fhir.order.rule;

import java.util.List;
import org.chemoloop.fhir.loop.rule.Rule;

/** One safety rule of an order at work. */
public interface OrderRule {

    Rule rule();

    List<Finding> judge(Considered order);

    /** Whether nobody has sent what the rule needs: then it stays silent, and the order says so. */
    default boolean lacksData(Considered order) {
        return false;
    }
}
