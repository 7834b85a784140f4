package org.chemoloop.fhir.loop;

import java.util.Arrays;

/** The reason why the loop says no, with the words for the person at the bedside; never another patient's name. */
public record Refusal(LoopIssue issue, Words words) {

    public static Refusal of(LoopIssue issue) {
        return new Refusal(issue, issue.words());
    }

    /** {@code %s} in both texts are filled with the values, each {@link Words} in its own language. */
    public static Refusal of(LoopIssue issue, String zh, String en, Object... values) {
        Object[] chinese = Arrays.stream(values)
                .map(value -> value instanceof Words words ? words.zh() : value)
                .toArray();
        Object[] english = Arrays.stream(values)
                .map(value -> value instanceof Words words ? words.en() : value)
                .toArray();
        return new Refusal(issue, Words.of(String.format(zh, chinese), String.format(en, english)));
    }
}
