package org.chemoloop.fhir.loop.guard.preparation;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;

/** A bag that comes to the ward says until when it may be used (P7). */
public final class BeyondUseTimeIsKnown implements Guard {

    static final Threshold REQUIRED = new Threshold(
            "chemoloop.loop.beyond-use-required",
            "off",
            Unit.SWITCH,
            "domain rule P7 is hard; off, as the contract's preparation by a nurse names no beyond-use time");

    static final Rule RULE = Rule.hard(
                    "P7",
                    LoopIssue.BEYOND_USE,
                    "收药时必须知道使用期限（按配置）",
                    "Where the site asks for it, a bag without a beyond-use time is not received")
            .with(REQUIRED);

    private final boolean required;

    public BeyondUseTimeIsKnown(SiteSettings site) {
        this.required = site.isOn(REQUIRED);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        return required && attempt.bag().beyondUse() == null
                ? Optional.of(
                        Refusal.by(RULE, "该袋没有使用期限，请联系配制人员补充", "The bag has no beyond-use time: ask who prepared it"))
                : Optional.empty();
    }

    @Override
    public boolean lacksData(Attempt attempt) {
        return attempt.bag().beyondUse() == null;
    }
}
