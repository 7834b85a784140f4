package org.chemoloop.fhir.loop.guard;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;

/** The codes were scanned, not typed: a typed code proves nobody's presence at the chair. */
public final class CodeWasScanned implements Guard {

    static final Rule RULE = Rule.soft(
            "B14",
            LoopIssue.KEYED_NOT_SCANNED,
            "条码应扫描；手工输入须说明原因",
            "Codes are scanned; who types one says why (extension code-entry)");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        return Boolean.TRUE.equals(attempt.said().scanned().keyed())
                ? Optional.of(Refusal.by(
                        RULE, "条码是手工输入的，请扫码；不能扫码请说明原因", "The code was typed: scan it, or say why you cannot"))
                : Optional.empty();
    }

    @Override
    public boolean lacksData(Attempt attempt) {
        return attempt.said().scanned().keyed() == null;
    }
}
