package org.chemoloop.routes.translate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chemoloop.routes.translate.type.CodeTable;
import org.jspecify.annotations.Nullable;

/** All maps of the mappings folder as one sender sees them, compiled. */
final class MapLibrary {
    private final Map<String, MessageMap> byMessage;
    private final Map<String, CodeTable> tables;

    private MapLibrary(Map<String, MessageMap> byMessage, Map<String, CodeTable> tables) {
        this.byMessage = byMessage;
        this.tables = tables;
    }

    /** What the files say to one sender, not yet compiled. */
    record Source(Map<String, MapNode> messages, Map<String, MapNode> segments, Map<String, MapNode> tables) {}

    /** The maps without an overlay under the empty name, and one source for each sender that has an overlay. */
    static Map<String, Source> read(Path mappings, Problems problems) {
        if (!Files.isDirectory(mappings.resolve("messages"))) {
            problems.add(mappings.toString(), "is not a mappings folder: it has no messages");
        }
        Map<String, MapNode> messages = read(mappings, mappings.resolve("messages"), problems);
        Map<String, MapNode> segments = read(mappings, mappings.resolve("segments"), problems);
        Map<String, MapNode> tables = read(mappings, mappings.resolve("tables"), problems);
        Map<String, Source> sources = new TreeMap<>();
        sources.put("", new Source(messages, segments, tables));
        for (Path sender : folders(mappings.resolve("senders"), problems)) {
            Map<String, MapNode> theirSegments =
                    overlaid(segments, read(mappings, sender.resolve("segments"), problems), "fhir", problems);
            Map<String, MapNode> theirTables =
                    overlaid(tables, read(mappings, sender.resolve("tables"), problems), "code", problems);
            sources.put(String.valueOf(sender.getFileName()), new Source(messages, theirSegments, theirTables));
        }
        return sources;
    }

    /**
     * Compiles all sources, and for senders of whom something was answered also that.
     *
     * @param unfit gets a sentence for each answer that can't be followed
     */
    static Map<String, MapLibrary> compile(
            Map<String, Source> sources,
            List<AnsweredCode> answers,
            Map<AnsweredCode, String> unfit,
            Problems problems) {
        Map<String, List<AnsweredCode>> bySender =
                answers.stream().collect(Collectors.groupingBy(AnsweredCode::sender));
        Set<String> senders = new TreeSet<>(sources.keySet());
        senders.addAll(bySender.keySet());
        Source everybody = sources.getOrDefault("", new Source(Map.of(), Map.of(), Map.of()));
        Map<String, MapLibrary> libraries = new HashMap<>();
        for (String sender : senders) {
            Source files = sources.getOrDefault(sender, everybody);
            Map<String, MapNode> tables =
                    AnsweredRows.over(files.tables(), bySender.getOrDefault(sender, List.of()), unfit);
            libraries.put(sender, compile(files.messages(), files.segments(), tables, problems));
        }
        return Map.copyOf(libraries);
    }

    private static MapLibrary compile(
            Map<String, MapNode> messages,
            Map<String, MapNode> segments,
            Map<String, MapNode> tables,
            Problems problems) {
        Map<String, CodeTable> compiledTables = new HashMap<>();
        tables.forEach((name, node) -> compiledTables.put(name, CodeTables.read(name, node, problems)));
        Map<String, SegmentMap> compiledSegments = new HashMap<>();
        segments.forEach(
                (name, node) -> compiledSegments.put(name, SegmentMap.compile(name, node, compiledTables, problems)));
        Map<String, MessageMap> byMessage = new TreeMap<>();
        messages.forEach((name, node) -> {
            MessageMap map = MessageMap.compile(node, compiledSegments, compiledTables, problems);
            for (String message : map.accepts()) {
                if (byMessage.put(message, map) != null) {
                    problems.add(node.where(), message + " is accepted by two message maps");
                }
            }
        });
        for (String always : List.of(
                "units",
                "coding-systems",
                "frequencies",
                "identifier-type",
                "identifier-authority",
                "HL70190-address-type",
                "HL70200-name-type",
                "HL70201-telecommunication-use",
                "HL70202-telecommunication-equipment",
                "HL70255-duration",
                "HL70465-name-representation")) {
            if (!compiledTables.containsKey(always)) {
                problems.add("tables", always + ".yaml is missing; the converters need it");
            }
        }
        return new MapLibrary(byMessage, Map.copyOf(compiledTables));
    }

    private static Map<String, MapNode> overlaid(
            Map<String, MapNode> base, Map<String, MapNode> overlay, String key, Problems problems) {
        Map<String, MapNode> merged = new TreeMap<>(base);
        overlay.forEach((name, theirs) -> {
            MapNode ours = base.get(name);
            if (ours == null) {
                problems.add(theirs.where(), "overlays " + name + ", which does not exist");
            } else {
                merged.put(name, ours.under(theirs, key));
            }
        });
        return merged;
    }

    private static Map<String, MapNode> read(Path root, Path folder, Problems problems) {
        Map<String, MapNode> nodes = new TreeMap<>();
        for (Path file : children(folder, problems)) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(".yaml")) {
                String shown = root.getFileName() + "/" + root.relativize(file);
                nodes.put(name.substring(0, name.length() - 5), MapNode.read(file, shown, problems));
            }
        }
        return nodes;
    }

    private static List<Path> folders(Path parent, Problems problems) {
        return children(parent, problems).stream().filter(Files::isDirectory).toList();
    }

    private static List<Path> children(Path folder, Problems problems) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            problems.add(folder.toString(), "can't be read: " + e.getMessage());
            return List.of();
        }
    }

    @Nullable
    MessageMap message(String code, String event) {
        return byMessage.get(code + "^" + event);
    }

    /** What MSH-9.1 may be. */
    Set<String> messageCodes() {
        Set<String> codes = new TreeSet<>();
        byMessage.keySet().forEach(message -> codes.add(message.substring(0, message.indexOf('^'))));
        return codes;
    }

    Set<String> structures() {
        return byMessage.values().stream().map(MessageMap::structure).collect(Collectors.toSet());
    }

    /** Events that are taken for a message type; empty for a type that is not taken at all. */
    Set<String> events(String code) {
        Set<String> events = new HashSet<>();
        for (String message : byMessage.keySet()) {
            if (message.startsWith(code + "^")) {
                events.add(message.substring(code.length() + 1));
            }
        }
        return events;
    }

    @Nullable
    CodeTable tableOrNull(String name) {
        return tables.get(name);
    }

    CodeTable table(String name) {
        CodeTable table = tables.get(name);
        if (table == null) {
            throw new IllegalStateException("no table " + name);
        }
        return table;
    }
}
