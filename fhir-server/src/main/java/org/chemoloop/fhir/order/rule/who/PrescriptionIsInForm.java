package org.chemoloop.fhir.order.rule.who;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/** A prescription keeps to the form that the rules of prescribing (处方管理办法) ask for: few drugs, not old (O14). */
public final class PrescriptionIsInForm implements OrderRule {

    private static final Threshold MOST = new Threshold(
            "chemoloop.rules.most-drugs-on-prescription", "5", Threshold.Unit.NUMBER, "处方管理办法 (2007): five drugs");

    private static final Threshold VALID = new Threshold(
            "chemoloop.rules.prescription-valid",
            "off",
            Threshold.Unit.DURATION,
            "处方管理办法 (2007): the day it is written, at most 72h; off, as not every HIS sends when it was written");

    static final Rule RULE = Rule.info(
                    "O14",
                    LoopIssue.PRESCRIPTION_FORM,
                    "每张处方不超过 5 种药品（含先前消息中的）；按配置：须在有效期内",
                    "A prescription has at most five drugs, in however many messages they come, and, where the site asks for it, is not old")
            .with(MOST, VALID);

    private final Optional<Double> most;
    private final Optional<Duration> valid;

    public PrescriptionIsInForm(SiteSettings settings) {
        this.most = settings.number(MOST);
        this.valid = settings.duration(VALID);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        List<Finding> findings = new ArrayList<>();
        int drugs = order.prescription().drugs();
        if (most.isPresent() && drugs > most.get()) {
            findings.add(
                    Finding.by(RULE, "该处方有 %s 种药品，超过规定", "The prescription has %s drugs, more than allowed", drugs));
        }
        order.prescription()
                .written()
                .filter(written ->
                        valid.isPresent() && written.plus(valid.get()).isBefore(order.now()))
                .ifPresent(written -> findings.add(Finding.by(
                        RULE,
                        "该处方开具于 %s 天前，已过有效期",
                        "The prescription was written %s days ago: it is no longer valid",
                        Duration.between(written, order.now()).toDays())));
        return findings;
    }

    @Override
    public boolean lacksData(Considered order) {
        return valid.isPresent() && order.prescription().written().isEmpty();
    }
}
