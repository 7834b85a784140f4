package org.chemoloop.fhir.order;

import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.Words;
import org.chemoloop.fhir.order.rule.Finding;

/**
 * What is said about one entry of a message: why it is refused, or what people should look at.
 *
 * @param code of {@code cs/loop-issue}, or one of the key faults
 */
public record Remark(boolean refuses, String code, Words words) {

    static final String UNKNOWN_KEY = "unknown-key";
    static final String DUPLICATE_KEY = "duplicate-key";

    static Remark of(Finding finding) {
        return new Remark(finding.refuses(), finding.issue().code(), finding.words());
    }

    public static Remark refusal(Refusal refusal) {
        return new Remark(true, refusal.issue().code(), refusal.words());
    }

    public static Remark flag(Refusal refusal) {
        return new Remark(false, refusal.issue().code(), refusal.words());
    }

    public static Remark refusal(LoopIssue issue, String zh, String en) {
        return new Remark(true, issue.code(), Words.of(zh, en));
    }

    public static Remark flag(LoopIssue issue, String zh, String en) {
        return new Remark(false, issue.code(), Words.of(zh, en));
    }

    /** An order, a bag or a patient record that nobody here has heard of. */
    public static Remark unknownKey(String zh, String en) {
        return new Remark(true, UNKNOWN_KEY, Words.of(zh, en));
    }

    /** A number that already means something else. */
    public static Remark duplicateKey(String zh, String en) {
        return new Remark(true, DUPLICATE_KEY, Words.of(zh, en));
    }
}
