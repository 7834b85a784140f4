package org.chemoloop.label.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one label has to say, each fact by name and ready to be read; the template decides where it stands. */
public final class Facts {
    private final Phrases phrases;
    private final Map<String, List<String>> said = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();

    public Facts(Phrases phrases) {
        this.phrases = phrases;
    }

    /** What isn't known is left out, and with it every phrase that needs it. */
    public Facts with(String name, @Nullable String value) {
        return with(name, value == null ? List.of() : List.of(value));
    }

    public Facts with(String name, List<String> values) {
        said.put(name, values);
        return this;
    }

    public Facts withLines(List<Line> list) {
        lines.clear();
        lines.addAll(list);
        return this;
    }

    /** The same on one of several pages. */
    Facts onPage(String page) {
        Facts more = new Facts(phrases);
        more.said.putAll(said);
        more.lines.addAll(lines);
        return more.with("page", page);
    }

    /** The phrase with the facts it names; empty when one is unknown, several when a fact has several values. */
    public List<String> say(String phrase) {
        return phrases.say(phrase, this);
    }

    /** The first of these phrases that can be said. */
    public List<String> sayFirst(List<String> candidates) {
        return candidates.stream()
                .map(this::say)
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    List<String> values(String name) {
        return said.getOrDefault(name, List.of());
    }

    List<Line> lines() {
        return lines;
    }
}
