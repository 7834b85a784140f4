package org.chemoloop.fhir.loop.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;

/** The bag is started near the time it was planned for (B7). */
public record PlannedTime(Duration early, Duration late) implements Guard {

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        Instant planned = attempt.bag().planned();
        if (planned == null) {
            return Optional.empty();
        }
        if (attempt.now().isBefore(planned.minus(early))) {
            long minutes = Duration.between(attempt.now(), planned).toMinutes();
            return Optional.of(Refusal.of(
                    LoopIssue.OUTSIDE_WINDOW,
                    "比计划时间早 %s 分钟，确需现在用药请说明原因",
                    "%s minutes before the planned time: give a reason to start now",
                    minutes));
        }
        if (attempt.now().isAfter(planned.plus(late))) {
            long minutes = Duration.between(planned, attempt.now()).toMinutes();
            return Optional.of(Refusal.of(
                    LoopIssue.OUTSIDE_WINDOW,
                    "比计划时间晚 %s 分钟，确需现在用药请说明原因",
                    "%s minutes after the planned time: give a reason to start now",
                    minutes));
        }
        return Optional.empty();
    }
}
