package org.chemoloop.fhir.order.rule.dose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Facts;
import org.chemoloop.fhir.order.rule.Facts.Test;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/** Whoever is pregnant, or carries hepatitis B that the treatment may wake, gets no cytotoxic drug unseen (O9). */
public final class StatusAllows implements OrderRule {

    private static final Threshold PREGNANT_FOR = new Threshold(
            "chemoloop.rules.pregnancy-test-age",
            "6720h",
            Threshold.Unit.DURATION,
            "280 days: an older test tells of no pregnancy");
    private static final Threshold HEPATITIS =
            new Threshold("chemoloop.rules.hepatitis-b", "on", Threshold.Unit.SWITCH, "domain rule O9: as configured");

    static final Rule RULE = Rule.soft(
                    "O9-status",
                    LoopIssue.LAB_GATE,
                    "细胞毒性药物医嘱前核对妊娠试验和乙肝表面抗原，阳性者由药师与医生确认",
                    "Before a cytotoxic drug, a positive pregnancy test or hepatitis B surface antigen is looked at")
            .with(PREGNANT_FOR, HEPATITIS);

    private final Optional<Duration> pregnantFor;
    private final boolean hepatitis;

    public StatusAllows(SiteSettings settings) {
        this.pregnantFor = settings.duration(PREGNANT_FOR);
        this.hepatitis = settings.isOn(HEPATITIS);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        List<Finding> findings = new ArrayList<>();
        Facts facts = order.facts();
        if (!order.isCytotoxic()) {
            return findings;
        }
        boolean pregnant = pregnantFor.isPresent()
                && facts.latest(Test.PREGNANCY)
                        .filter(Facts.Result::positive)
                        .filter(test -> !test.at().isBefore(order.now().minus(pregnantFor.get())))
                        .isPresent();
        if (pregnant) {
            findings.add(Finding.by(RULE, "妊娠试验阳性，请与医生确认", "The pregnancy test is positive: ask the doctor"));
        }
        if (hepatitis
                && facts.latest(Test.HEPATITIS_B).filter(Facts.Result::positive).isPresent()) {
            findings.add(Finding.by(
                    RULE,
                    "乙肝表面抗原阳性，请确认已安排抗病毒预防",
                    "The hepatitis B surface antigen is positive: see that the virus is kept down"));
        }
        return findings;
    }

    @Override
    public boolean lacksData(Considered order) {
        boolean pregnancyUnknown = pregnantFor.isPresent()
                && order.facts().who().mayBePregnant()
                && order.facts().latest(Test.PREGNANCY).isEmpty();
        boolean hepatitisUnknown =
                hepatitis && order.facts().latest(Test.HEPATITIS_B).isEmpty();
        return order.isCytotoxic() && (pregnancyUnknown || hepatitisUnknown);
    }
}
