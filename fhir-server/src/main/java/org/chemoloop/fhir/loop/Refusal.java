package org.chemoloop.fhir.loop;

import java.util.Arrays;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.Weight;

/**
 * The reason why the loop says no, with the words for the person at the bedside; never another patient's name.
 *
 * @param ruleId the number of the safety rule; empty for what is no rule, like a code that nobody can read
 */
public record Refusal(String ruleId, LoopIssue issue, Weight weight, Words words) {

    public static Refusal of(LoopIssue issue) {
        return new Refusal("", issue, issue.weight(), issue.words());
    }

    public static Refusal of(LoopIssue issue, String zh, String en, Object... values) {
        return new Refusal("", issue, issue.weight(), filled(zh, en, values));
    }

    /** {@code %s} in both texts are filled with the values, each {@link Words} in its own language. */
    public static Refusal by(Rule rule, String zh, String en, Object... values) {
        return new Refusal(rule.id(), rule.issue(), rule.weight(), filled(zh, en, values));
    }

    /** For the rule that has more than one code to tell. */
    public Refusal as(LoopIssue other) {
        return new Refusal(ruleId, other, other.weight(), words);
    }

    /** The same said to somebody who tells of what has happened already. */
    public Refusal asWarning() {
        return new Refusal(ruleId, issue, Weight.SOFT, words);
    }

    /** Whether a person goes on who gives a reason. */
    public boolean isSoft() {
        return weight == Weight.SOFT;
    }

    boolean isHard() {
        return weight == Weight.HARD;
    }

    private static Words filled(String zh, String en, Object... values) {
        Object[] chinese = Arrays.stream(values)
                .map(value -> value instanceof Words words ? words.zh() : value)
                .toArray();
        Object[] english = Arrays.stream(values)
                .map(value -> value instanceof Words words ? words.en() : value)
                .toArray();
        return Words.of(String.format(zh, chinese), String.format(en, english));
    }
}
