package org.chemoloop.routes.submit;

import java.util.List;

/**
 * What the FHIR side decided about one message, entry by entry of the submitted Bundle.
 *
 * @param entries one outcome per entry, in the order of the Bundle
 */
public record Decision(List<Outcome> entries) {

    /**
     * One entry's outcome.
     *
     * @param refused nothing of this entry was stored
     * @param location of the stored resource; empty when refused
     * @param filler the filler order number of a stored line; empty when none was given
     */
    public record Outcome(boolean refused, String location, String filler, List<Issue> issues) {}

    /**
     * A reason or a remark.
     *
     * @param code of {@code cs/loop-issue}, or {@code unknown-key}, {@code duplicate-key}
     * @param text for people, in Chinese
     * @param diagnostics in English
     */
    public record Issue(Severity severity, String code, String text, String diagnostics) {}

    /** Whether an issue refuses, flags or just tells. */
    public enum Severity {
        ERROR,
        WARNING,
        INFORMATION
    }

    /** The resources that hold the message's effect. */
    public List<String> written() {
        return entries.stream()
                .map(Outcome::location)
                .filter(location -> !location.isEmpty())
                .toList();
    }
}
