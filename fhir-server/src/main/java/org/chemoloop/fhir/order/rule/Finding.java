package org.chemoloop.fhir.order.rule;

import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Words;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.Weight;

/**
 * What a rule has found.
 *
 * @param refuses whether the order is not taken; else it is taken and a pharmacist looks at it
 * @param holds whether the order, when it is taken, waits until somebody lets it go on
 */
public record Finding(LoopIssue issue, Words words, boolean refuses, boolean holds) {

    /** {@code %s} in both texts are filled with the values. */
    public static Finding by(Rule rule, String zh, String en, Object... values) {
        return new Finding(
                rule.issue(),
                Words.of(String.format(zh, values), String.format(en, values)),
                rule.weight() == Weight.HARD,
                false);
    }

    public Finding refusing() {
        return new Finding(issue, words, true, holds);
    }

    public Finding holding() {
        return new Finding(issue, words, refuses, true);
    }
}
