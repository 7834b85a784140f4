package org.chemoloop.routes.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chemoloop.routes.translate.type.CodeTable;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.ResourceFactory;
import org.jspecify.annotations.Nullable;

/**
 * One message map: which segments of a message structure make which resources, in the order of the Bundle.
 *
 * @param accepts message type and trigger event, e.g. {@code RDE^O11}
 * @param before what stands before the orders in the Bundle
 * @param orders how each order group is read; nothing for messages without orders
 * @param after what stands after the orders
 * @param ignored segments that are left out on purpose, and why
 */
record MessageMap(
        String structure,
        List<String> accepts,
        List<Making> before,
        @Nullable Orders orders,
        List<Making> after,
        Map<String, String> ignored,
        Mentions mentioned) {

    /**
     * One kind of segment that makes one kind of resource.
     *
     * @param refers paths that refer to a resource made earlier, by the type of that resource
     * @param ofOrder the element of the order that refers to this resource when the segment stands in an order group
     * @param needed what is missing when the message has no such segment, or nothing
     * @param update whether the entry is a conditional update; otherwise a create
     */
    record Making(
            String segment,
            String makes,
            List<SegmentMap> maps,
            Map<Target, String> refers,
            @Nullable String ofOrder,
            @Nullable String needed,
            boolean update) {
        /** Whether it makes the orders themselves, of which each is decided by itself. */
        boolean orders() {
            return segment.equals("ORC");
        }
    }

    /**
     * How the group of segments from one ORC to the next becomes one resource.
     *
     * @param details segments that say what is ordered; the first of these that is present rules
     * @param besides segments that say what was ordered earlier: they never rule, but own what follows them
     * @param repeats whether a group may have several of the ruling segment
     * @param shared segments that hold for every order when they stand before the first ORC
     * @param owned segments that belong to the nearest detail rather than to the whole group
     * @param controls ORC-1; a row that says {@code alone} may come without details
     */
    record Orders(
            Making making,
            List<String> details,
            Set<String> besides,
            boolean repeats,
            Set<String> owned,
            Set<String> shared,
            CodeTable controls) {}

    static MessageMap compile(
            MapNode node, Map<String, SegmentMap> maps, Map<String, CodeTable> tables, Problems problems) {
        return new Compiler(node, maps, tables, problems).compile();
    }

    /** Whether this structure has anything to say about the segment. */
    boolean knows(String segment) {
        return mentioned.knows(segment) || ignored.containsKey(segment);
    }

    private static final class Compiler {
        private final MapNode node;
        private final Map<String, SegmentMap> maps;
        private final Map<String, CodeTable> tables;
        private final Problems problems;
        private final Mentions mentioned = new Mentions();

        Compiler(MapNode node, Map<String, SegmentMap> maps, Map<String, CodeTable> tables, Problems problems) {
            this.node = node;
            this.maps = maps;
            this.tables = tables;
            this.problems = problems;
        }

        MessageMap compile() {
            node.onlyKeys(problems, "structure", "accepts", "entries", "orders", "after", "ignored");
            List<String> accepts = node.texts("accepts");
            if (accepts.isEmpty()) {
                problems.add(node.where(), "accepts: has to name messages, e.g. RDE^O11");
            }
            List<Making> before = makings("entries");
            Orders orders = node.get("orders") == null ? null : orders(node.get("orders"));
            List<Making> after = makings("after");
            Map<String, String> ignored = new HashMap<>();
            for (MapNode one : node.items("ignored")) {
                one.onlyKeys(problems, "segment", "why");
                if (one.text("why", "").isBlank()) {
                    problems.add(one.where(), "an ignored segment needs a why");
                }
                ignored.put(one.text("segment", ""), one.text("why", ""));
            }
            return new MessageMap(
                    node.text("structure", ""), accepts, before, orders, after, Map.copyOf(ignored), mentioned);
        }

        private List<Making> makings(String key) {
            List<Making> makings = new ArrayList<>();
            for (MapNode one : node.items(key)) {
                one.onlyKeys(problems, "segment", "makes", "maps", "refers", "of-order", "needed", "update");
                Making making = making(one);
                if (making != null) {
                    makings.add(making);
                }
            }
            return List.copyOf(makings);
        }

        private @Nullable Making making(MapNode one) {
            String makes = one.text("makes", "");
            List<SegmentMap> used = new ArrayList<>();
            for (String name : one.texts("maps")) {
                SegmentMap map = maps.get(name);
                if (map == null) {
                    problems.add(one.where(), "there is no segment map " + name);
                } else {
                    used.add(map);
                    mentioned.addAll(map.mentioned());
                }
            }
            Map<Target, String> refers = new LinkedHashMap<>();
            try {
                for (Map.Entry<String, MapNode> refer : one.entries("refers").entrySet()) {
                    refers.put(
                            Target.compile(ResourceFactory.createResource(makes), refer.getKey()),
                            refer.getValue().text());
                }
            } catch (FHIRException | Target.NoSuchPath e) {
                problems.add(one.where(), String.valueOf(e.getMessage()));
                return null;
            }
            return new Making(
                    one.text("segment", ""),
                    makes,
                    List.copyOf(used),
                    refers,
                    one.text("of-order"),
                    one.text("needed"),
                    !"false".equals(one.text("update")));
        }

        private @Nullable Orders orders(@Nullable MapNode one) {
            if (one == null) {
                return null;
            }
            one.onlyKeys(
                    problems,
                    "makes",
                    "maps",
                    "refers",
                    "details",
                    "besides",
                    "repeats",
                    "owned",
                    "shared",
                    "controls");
            Making making = making(one);
            CodeTable controls = tables.get(one.text("controls", ""));
            if (controls == null) {
                problems.add(one.where(), "controls: has to name the table of ORC-1");
            }
            if (making == null || controls == null) {
                return null;
            }
            Making ofOrc = new Making(
                    "ORC", making.makes(), making.maps(), making.refers(), null, "an order begins with ORC", true);
            return new Orders(
                    ofOrc,
                    one.texts("details"),
                    Set.copyOf(one.texts("besides")),
                    one.says("repeats"),
                    Set.copyOf(one.texts("owned")),
                    Set.copyOf(one.texts("shared")),
                    controls);
        }
    }
}
