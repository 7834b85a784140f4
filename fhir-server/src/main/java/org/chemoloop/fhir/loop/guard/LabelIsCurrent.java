package org.chemoloop.fhir.loop.guard;

import java.util.Optional;
import java.util.stream.Collectors;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;

/** The label that was scanned still says what the bag holds (P5). */
public final class LabelIsCurrent implements Guard {

    static final Rule RULE = Rule.hard(
            "P5",
            LoopIssue.VOID_LABEL,
            "组方、拆方或换药后旧标签作废，并告知新码",
            "After regrouping, splitting or a change the old label is void, and the new code is named");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        if (attempt.bag().state() != BagState.VOID || attempt.move() == Move.VOID_LABEL) {
            return Optional.empty();
        }
        String current = attempt.bag().replacedBy().stream().map(BagCode::value).collect(Collectors.joining(", "));
        return Optional.of(
                current.isEmpty()
                        ? Refusal.by(RULE, "这张标签已作废，请使用新标签的药袋", "This label is void: use the bag with the new label")
                        : Refusal.by(RULE, "这张标签已作废，新标签是 %s", "This label is void: the new one is %s", current));
    }
}
