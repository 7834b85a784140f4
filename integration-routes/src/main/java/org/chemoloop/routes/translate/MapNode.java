package org.chemoloop.routes.translate;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** One place in a map file that knows its line, so that every complaint can name it. */
final class MapNode {
    private final String file;
    private final int line;
    private final @Nullable String text;
    private final List<MapNode> items;
    private final Map<String, MapNode> entries;

    private MapNode(String file, int line, @Nullable String text, List<MapNode> items, Map<String, MapNode> entries) {
        this.file = file;
        this.line = line;
        this.text = text;
        this.items = items;
        this.entries = entries;
    }

    static MapNode read(Path path, String file, Problems problems) {
        try (Reader reader = Files.newBufferedReader(path)) {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader);
            return root == null ? new MapNode(file, 1, "", List.of(), Map.of()) : of(root, file);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.add(file + ":" + line, "this is not YAML: " + e.getProblem());
        } catch (IOException e) {
            problems.add(file + ":1", "can't be read: " + e.getMessage());
        }
        return new MapNode(file, 1, "", List.of(), Map.of());
    }

    private static MapNode of(Node node, String file) {
        int line = node.getStartMark().getLine() + 1;
        if (node instanceof ScalarNode scalar) {
            return new MapNode(file, line, scalar.getValue(), List.of(), Map.of());
        }
        if (node instanceof SequenceNode sequence) {
            List<MapNode> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(of(item, file)));
            return new MapNode(file, line, null, items, Map.of());
        }
        Map<String, MapNode> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            entries.put(((ScalarNode) tuple.getKeyNode()).getValue(), of(tuple.getValueNode(), file));
        }
        return new MapNode(file, line, null, List.of(), entries);
    }

    /** This file with what an overlay adds: its rows come first and replace rows of the same key. */
    MapNode under(MapNode overlay, String key) {
        Map<String, MapNode> merged = new LinkedHashMap<>(entries);
        overlay.entries.forEach((name, theirs) -> {
            MapNode ours = entries.get(name);
            merged.put(name, ours == null ? theirs : ours.merged(theirs, key));
        });
        return new MapNode(file, line, text, items, merged);
    }

    /** This table with one row more, which says the same as one it has. */
    MapNode withRow(String code, MapNode same, String from) {
        Map<String, MapNode> rows = new LinkedHashMap<>(entries("rows"));
        rows.put(code, new MapNode(from + " as " + same.file, same.line, same.text, same.items, same.entries));
        Map<String, MapNode> changed = new LinkedHashMap<>(entries);
        changed.put("rows", new MapNode(file, line, null, List.of(), rows));
        return new MapNode(file, line, text, items, changed);
    }

    /** Whether both say the same, wherever they stand. */
    boolean saysTheSame(@Nullable MapNode other) {
        return other != null
                && Objects.equals(text, other.text)
                && items.size() == other.items.size()
                && IntStream.range(0, items.size()).allMatch(i -> items.get(i).saysTheSame(other.items.get(i)))
                && entries.keySet().equals(other.entries.keySet())
                && entries.entrySet().stream()
                        .allMatch(entry -> entry.getValue().saysTheSame(other.entries.get(entry.getKey())));
    }

    private MapNode merged(MapNode theirs, String key) {
        if (!theirs.entries.isEmpty()) {
            Map<String, MapNode> both = new LinkedHashMap<>(entries);
            both.putAll(theirs.entries);
            return new MapNode(file, line, text, items, both);
        }
        if (theirs.items.isEmpty()) {
            return theirs;
        }
        List<MapNode> both = new ArrayList<>(theirs.items);
        for (MapNode item : items) {
            boolean replaced = theirs.items.stream()
                    .anyMatch(t -> t.entries.containsKey(key) && t.text(key, "").equals(item.text(key, "")));
            if (!replaced) {
                both.add(item);
            }
        }
        return new MapNode(file, line, text, both, entries);
    }

    String where() {
        return file + ":" + line;
    }

    String file() {
        return file;
    }

    /** The scalar here, or empty. */
    String text() {
        return text == null ? "" : text;
    }

    boolean isScalar() {
        return text != null;
    }

    @Nullable
    MapNode get(String key) {
        return entries.get(key);
    }

    @Nullable
    String text(String key) {
        MapNode node = entries.get(key);
        return node == null ? null : node.text;
    }

    String text(String key, String absent) {
        String found = text(key);
        return found == null ? absent : found;
    }

    boolean says(String key) {
        return "true".equals(text(key));
    }

    List<MapNode> items(String key) {
        MapNode node = entries.get(key);
        return node == null ? List.of() : node.items;
    }

    List<String> texts(String key) {
        MapNode node = entries.get(key);
        if (node == null) {
            return List.of();
        }
        return node.text != null
                ? List.of(node.text)
                : node.items.stream().map(MapNode::text).toList();
    }

    Map<String, MapNode> entries() {
        return entries;
    }

    Map<String, MapNode> entries(String key) {
        MapNode node = entries.get(key);
        return node == null ? Map.of() : node.entries;
    }

    /** A misspelt key would otherwise be silence. */
    void onlyKeys(Problems problems, String... known) {
        for (Map.Entry<String, MapNode> entry : entries.entrySet()) {
            if (!List.of(known).contains(entry.getKey())) {
                problems.add(
                        entry.getValue().where(),
                        "unknown key \"" + entry.getKey() + "\"; known are " + String.join(", ", known));
            }
        }
    }
}
