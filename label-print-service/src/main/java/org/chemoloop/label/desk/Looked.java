package org.chemoloop.label.desk;

import java.util.function.Function;
import org.chemoloop.label.template.Facts;
import org.chemoloop.label.template.Phrases;
import org.jspecify.annotations.Nullable;

/** What became of looking a code up. */
public sealed interface Looked {

    /**
     * It may be labelled.
     *
     * @param facts what to say, in the words of a language
     * @param about reference of the resource that is labelled; null for a delivery sheet
     */
    record Found(
            LabelKind kind,
            String code,
            Function<Phrases, Facts> facts,
            @Nullable String about) implements Looked {}

    /**
     * It may not.
     *
     * @param what the thing the reason speaks of
     */
    record Refused(Refusal reason, @Nullable String what) implements Looked {}
}
