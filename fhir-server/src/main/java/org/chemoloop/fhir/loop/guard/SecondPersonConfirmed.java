package org.chemoloop.fhir.loop.guard;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Attempt.Second;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;

/**
 * A cytotoxic bag has a second person, and whoever is named as second has confirmed with an own token (B9). A name
 * alone proves nothing.
 */
public final class SecondPersonConfirmed implements Guard {

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        if (attempt.seconds().isEmpty()) {
            return attempt.bag().cytotoxic()
                    ? Optional.of(Refusal.of(
                            LoopIssue.WITNESS_REQUIRED,
                            "细胞毒药物需要第二人核对，请另一位医护人员先扫码确认",
                            "A cytotoxic bag needs a second person: have them confirm first"))
                    : Optional.empty();
        }
        return attempt.seconds().stream()
                .filter(second -> !second.confirmed())
                .findFirst()
                .map(SecondPersonConfirmed::notConfirmed);
    }

    private static Refusal notConfirmed(Second second) {
        return Refusal.of(
                LoopIssue.WITNESS_REQUIRED,
                "核对人 %s 还没有为这袋药和这位患者确认（确认 5 分钟内有效）",
                "%s has not confirmed this bag for this patient in the last 5 minutes",
                second.name());
    }
}
