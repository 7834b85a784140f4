package org.chemoloop.fhir.loop.guard.bedside;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Attempt.Second;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;

/**
 * A cytotoxic bag has a second person, and whoever is named as second has confirmed with an own token (B9). A name
 * alone proves nothing.
 */
public final class SecondPersonConfirmed implements Guard {

    static final Threshold AT_DISPOSAL = new Threshold(
            "chemoloop.loop.discard-witness",
            "off",
            Unit.SWITCH,
            "domain step 23 asks for a witness; off, as the contract's request to discard names none");

    static final Rule RULE = Rule.hard(
                    "B9",
                    LoopIssue.WITNESS_REQUIRED,
                    "细胞毒药物用药（按配置：销毁）须第二人扫码确认",
                    "A cytotoxic bag is started, and where the site asks for it discarded, with a second person who has"
                            + " confirmed with an own token in the last 5 minutes")
            .with(AT_DISPOSAL);

    private final boolean atDisposal;

    public SecondPersonConfirmed(SiteSettings site) {
        this.atDisposal = site.isOn(AT_DISPOSAL);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        if (attempt.seconds().isEmpty()) {
            return isNeeded(attempt)
                    ? Optional.of(Refusal.by(
                            RULE,
                            "细胞毒药物需要第二人核对，请另一位医护人员先扫码确认",
                            "A cytotoxic bag needs a second person: have them confirm first"))
                    : Optional.empty();
        }
        return attempt.seconds().stream()
                .filter(second -> !second.confirmed())
                .findFirst()
                .map(SecondPersonConfirmed::notConfirmed);
    }

    private boolean isNeeded(Attempt attempt) {
        boolean asked = attempt.move() == Move.START || (attempt.move() == Move.DISCARD && atDisposal);
        return asked && attempt.bag().contents().isCytotoxic();
    }

    private static Refusal notConfirmed(Second second) {
        return Refusal.by(
                RULE,
                "核对人 %s 还没有为这袋药和这位患者确认（确认 5 分钟内有效）",
                "%s has not confirmed this bag for this patient in the last 5 minutes",
                second.name());
    }
}
