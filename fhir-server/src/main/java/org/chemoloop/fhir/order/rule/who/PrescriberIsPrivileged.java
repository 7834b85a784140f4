package org.chemoloop.fhir.order.rule.who;

import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.catalogue.Prescriber;
import org.chemoloop.fhir.catalogue.Tier;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/**
 * The doctor may prescribe the drug: by its tier, by its name, on this day (O2). A doctor whom nobody knows is another
 * rule's: the site may not keep its doctors here.
 */
public final class PrescriberIsPrivileged implements OrderRule {

    static final Rule RULE = Rule.hard(
            "O2",
            LoopIssue.NOT_PRIVILEGED,
            "开方医生须有该级别、该药品、当日有效的处方权限",
            "The doctor has a privilege for the tier and the drug that holds on this day");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        return order.prescriber().stream()
                .flatMap(doctor -> order.contents().stream()
                        .flatMap(content -> content.drug().stream())
                        .flatMap(drug -> objection(doctor, drug, order).stream()))
                .distinct()
                .toList();
    }

    private static Optional<Finding> objection(Prescriber doctor, Drug drug, Considered order) {
        return switch (doctor.rightTo(drug, order.now())) {
            case GRANTED -> Optional.empty();
            case MISSING ->
                Optional.of(Finding.by(
                        RULE,
                        "开方医生没有“%s”的处方权限（" + level(drug) + "）",
                        "The prescriber has no privilege for \"%s\" (" + code(drug) + ")",
                        drug.name()));
            case NOT_IN_FORCE ->
                Optional.of(Finding.by(
                        RULE,
                        "开方医生“%s”的处方权限不在有效期内",
                        "The prescriber's privilege for \"%s\" does not hold on this day",
                        drug.name()));
            case WITHHELD ->
                Optional.of(Finding.by(RULE, "开方医生不得开具“%s”", "\"%s\" was withheld from this prescriber", drug.name()));
        };
    }

    private static String level(Drug drug) {
        return drug.tier()
                .map(tier -> tier == Tier.RESTRICTED ? "限制使用级" : "普通使用级")
                .orElse("未分级");
    }

    private static String code(Drug drug) {
        return drug.tier().map(tier -> "tier " + tier.code()).orElse("no tier");
    }
}
