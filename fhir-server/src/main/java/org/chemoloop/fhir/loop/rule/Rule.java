package org.chemoloop.fhir.loop.rule;

import java.util.List;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Words;

/**
 * A safety rule as people know it. To add one, declare it beside the code that checks it, and name it on a test:
 *
 * <pre>{@code
 * static final Rule RULE = Rule.hard("O11", LoopIssue.INCOMPATIBLE_DILUENT, "药物只能用相容的溶媒", "A drug only goes …");
 *
 * @Proves("O11")
 * @Test
 * void oxaliplatinDoesNotGoInSalt() { … }
 * }</pre>
 *
 * {@code docs/safety-rules.md} is made of all such fields and tests: {@code SafetyRulesPageTest} finds them by their
 * type, says what is missing, and writes the page anew with {@code -Ddocs=write}.
 *
 * @param id as the hospital's list of rules numbers it
 * @param issue the code that people and devices are told
 * @param words what must hold
 */
public record Rule(String id, Weight weight, LoopIssue issue, Words words, List<Threshold> thresholds) {

    public Rule {
        thresholds = List.copyOf(thresholds);
    }

    public static Rule hard(String id, LoopIssue issue, String zh, String en) {
        return new Rule(id, Weight.HARD, issue, Words.of(zh, en), List.of());
    }

    public static Rule soft(String id, LoopIssue issue, String zh, String en) {
        return new Rule(id, Weight.SOFT, issue, Words.of(zh, en), List.of());
    }

    public static Rule info(String id, LoopIssue issue, String zh, String en) {
        return new Rule(id, Weight.INFO, issue, Words.of(zh, en), List.of());
    }

    /** The same rule with what a site may set. */
    public Rule with(Threshold... settable) {
        return new Rule(id, weight, issue, words, List.of(settable));
    }
}
