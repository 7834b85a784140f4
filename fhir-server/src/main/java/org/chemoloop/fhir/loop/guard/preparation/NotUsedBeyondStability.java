package org.chemoloop.fhir.loop.guard.preparation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;

/**
 * The beyond-use time that a preparer gives a bag is no later than the shortest stability of its drugs allows (P7).
 * Where none is given, the catalogue's becomes the bag's.
 */
public final class NotUsedBeyondStability implements Guard {

    /** Clocks and whole minutes: no brand's stability ends in that time. */
    private static final Duration ROUNDING = Duration.ofMinutes(5);

    static final Rule RULE = Rule.soft(
            "P7-stability",
            LoopIssue.BEYOND_USE,
            "使用期限不超过配制时间加目录中最短的稳定时间；未注明时按目录计算",
            "The beyond-use time is no later than preparation plus the shortest stability that the catalogue has for a drug"
                    + " of the bag; where none is told it is that");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        Instant said = attempt.said().preparing().beyondUse();
        Optional<Instant> stable = stableUntil(attempt);
        return said != null && stable.isPresent() && said.isAfter(stable.get().plus(ROUNDING))
                ? Optional.of(Refusal.by(
                        RULE,
                        "使用期限比药品目录的稳定时间长 %s 分钟，请核对；确需如此请说明依据",
                        "The beyond-use time is %s minutes later than the catalogue's stability: check it, or say what it"
                                + " rests on",
                        Duration.between(stable.get(), said).toMinutes()))
                : Optional.empty();
    }

    /** Empty where the catalogue has no stability for one of the drugs. */
    public static Optional<Instant> stableUntil(Attempt attempt) {
        Instant occurred = attempt.said().scanned().occurred();
        Instant prepared = occurred == null ? attempt.now() : occurred;
        return Optional.ofNullable(attempt.bag().contents().stability()).map(prepared::plus);
    }

    @Override
    public boolean lacksData(Attempt attempt) {
        return attempt.bag().contents().stability() == null;
    }
}
