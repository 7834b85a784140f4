package org.chemoloop.routes.translate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What became of every field that a message fills, so that nothing is lost in silence. */
public final class Ledger {
    private Ledger() {}

    /** What became of a field. */
    public enum Fate {
        /** It made the elements named. */
        MAPPED,
        /** Its rows had nothing to do this time, or it decided how others are read. */
        READ,
        /** A map leaves it out and says why. */
        LEFT_OUT,
        /** No map speaks of it: it is kept in the message as it came, nowhere else. */
        KEPT
    }

    /**
     * One field that is filled.
     *
     * @param place segment, how many of its name, field: {@code RXC^2^3}
     * @param by the elements with the map lines that made them; the lines that speak of it; or the reason
     */
    public record Entry(String place, Fate fate, List<String> by) {}

    static List<Entry> of(Hl7Message message, MessageMap map, Trace trace) {
        Map<String, Set<String>> made = new LinkedHashMap<>();
        for (Trace.Step step : trace.steps()) {
            made.computeIfAbsent(field(step.location()), place -> new LinkedHashSet<>())
                    .add(step.path() + " (" + step.where() + ")");
        }
        List<Entry> entries = new ArrayList<>();
        for (Segment segment : message.segments()) {
            for (int number = 1; number <= segment.fieldCount(); number++) {
                if (!segment.field(number).isEmpty()) {
                    entries.add(entry(segment, number, map, made));
                }
            }
        }
        return entries;
    }

    private static Entry entry(Segment segment, int number, MessageMap map, Map<String, Set<String>> made) {
        String place = segment.location() + "^" + number;
        Set<String> elements = made.get(place);
        if (elements != null) {
            return new Entry(place, Fate.MAPPED, List.copyOf(elements));
        }
        String ignored = map.ignored().get(segment.name());
        if (ignored != null) {
            return new Entry(place, Fate.LEFT_OUT, List.of(ignored));
        }
        List<String> lines = map.mentioned().of(segment.name(), number);
        if (lines.isEmpty()) {
            return new Entry(place, Fate.KEPT, List.of());
        }
        boolean excused = lines.stream().allMatch(line -> line.contains(Row.LEFT_OUT));
        return new Entry(place, excused ? Fate.LEFT_OUT : Fate.READ, lines);
    }

    /** {@code RXC^2^3} of {@code RXC^2^3^1^1}. */
    private static String field(String location) {
        String[] parts = location.split("\\^");
        return parts.length < 3 ? location : parts[0] + "^" + parts[1] + "^" + parts[2];
    }
}
