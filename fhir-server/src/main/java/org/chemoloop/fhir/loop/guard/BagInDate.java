package org.chemoloop.fhir.loop.guard;

import java.time.Instant;
import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;

/** The admixture is not past its beyond-use time, neither when it comes to the ward nor when it goes into the vein. */
public record BagInDate(Rule rule) implements Guard {

    static final Rule AT_THE_DOOR =
            Rule.hard("D1", LoopIssue.BEYOND_USE, "超过使用期限的药袋不收", "A bag past its beyond-use time is not received");

    static final Rule AT_THE_VEIN = Rule.hard(
            "B4",
            LoopIssue.BEYOND_USE,
            "超过使用期限的药袋不用，暂停后也不再继续",
            "A bag past its beyond-use time is neither started nor resumed");

    /** The rule for this step. */
    public static BagInDate at(Move move) {
        return new BagInDate(move == Move.RECEIVE ? AT_THE_DOOR : AT_THE_VEIN);
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        Instant beyondUse = attempt.bag().beyondUse();
        if (beyondUse == null || attempt.now().isBefore(beyondUse)) {
            return Optional.empty();
        }
        return Optional.of(Refusal.by(
                rule,
                "该袋已超过使用期限，不能使用，请退回销毁并重新配置",
                "The bag is past its beyond-use time: do not use it, have it destroyed and made again"));
    }

    @Override
    public boolean lacksData(Attempt attempt) {
        return attempt.bag().beyondUse() == null;
    }
}
