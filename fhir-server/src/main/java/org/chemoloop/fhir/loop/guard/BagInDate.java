package org.chemoloop.fhir.loop.guard;

import java.time.Instant;
import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;

/** The admixture is not past its beyond-use time (B4, D1). */
public final class BagInDate implements Guard {

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        Instant beyondUse = attempt.bag().beyondUse();
        if (beyondUse == null || attempt.now().isBefore(beyondUse)) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(
                LoopIssue.BEYOND_USE,
                "该袋已超过使用期限，不能使用，请退回销毁并重新配置",
                "The bag is past its beyond-use time: do not use it, have it destroyed and made again"));
    }
}
