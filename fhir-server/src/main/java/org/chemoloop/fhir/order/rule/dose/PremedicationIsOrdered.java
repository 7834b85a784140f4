package org.chemoloop.fhir.order.rule.dose;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Considered.Beside;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/** What has to be given before a drug is ordered for the same day (O13). */
public final class PremedicationIsOrdered implements OrderRule {

    static final Rule RULE = Rule.soft(
            "O13",
            LoopIssue.SEQUENCE,
            "需预处理的药品当日须有预处理用药医嘱",
            "A drug that needs premedication has one of the catalogue's list ordered for the same day");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        Set<String> ordered = Stream.concat(
                        order.drugs().map(Drug::code),
                        order.besides().stream().filter(Beside::sameDay).map(Beside::drug))
                .collect(Collectors.toSet());
        return order.drugs()
                .filter(drug -> !drug.premedication().isEmpty())
                .filter(drug -> drug.premedication().stream().noneMatch(ordered::contains))
                .distinct()
                .map(drug -> Finding.by(
                        RULE, "“%s”当日没有预处理用药医嘱", "\"%s\" has no premedication ordered for the same day", drug.name()))
                .toList();
    }
}
