package org.chemoloop.fhir.loop.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;

/** The bag is also empty before its beyond-use time, at the rate at which it is started. */
public final class EndsInDate implements Guard {

    static final Rule RULE = Rule.soft(
            "B4-end",
            LoopIssue.BEYOND_USE,
            "按滴速预计输完的时间不超过使用期限",
            "At its rate the bag is empty before its beyond-use time");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        Instant beyondUse = attempt.bag().beyondUse();
        Optional<Duration> runs = runs(attempt);
        if (beyondUse == null || runs.isEmpty()) {
            return Optional.empty();
        }
        Instant end = attempt.now().plus(runs.get());
        return end.isAfter(beyondUse)
                ? Optional.of(Refusal.by(
                        RULE,
                        "按现滴速输完时已超过使用期限 %s 分钟，确需现在用药请说明原因",
                        "At this rate the bag ends %s minutes past its beyond-use time: give a reason to start it",
                        Duration.between(beyondUse, end).toMinutes()))
                : Optional.empty();
    }

    @Override
    public boolean lacksData(Attempt attempt) {
        return attempt.bag().beyondUse() == null || runs(attempt).isEmpty();
    }

    private static Optional<Duration> runs(Attempt attempt) {
        Double said = attempt.said().infusing().rate();
        Double rate = said == null ? attempt.bag().rate() : said;
        return rate == null ? Optional.empty() : attempt.bag().runsFor(rate);
    }
}
