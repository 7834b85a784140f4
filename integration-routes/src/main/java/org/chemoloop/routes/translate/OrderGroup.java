package org.chemoloop.routes.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The segments from one ORC to the next, with what belongs to the detail that rules.
 *
 * @param all every segment of the group in document order, ORC first
 * @param own what the maps see, by segment name: of segments that belong to a detail only those of the ruling one
 * @param superseded segments of the other detail that the ruling one says anew
 * @param detail the ruling RXE, RXO or RXD; nothing when the ORC stands alone
 */
record OrderGroup(
        Segment orc,
        List<Segment> all,
        Map<String, List<Segment>> own,
        List<Segment> superseded,
        @Nullable Segment detail) {

    static List<OrderGroup> of(Hl7Message message, MessageMap.Orders orders) {
        List<OrderGroup> groups = new ArrayList<>();
        List<Segment> current = null;
        for (Segment segment : message.segments()) {
            if (segment.name().equals("ORC")) {
                if (current != null) {
                    groups.add(of(current, orders));
                }
                current = new ArrayList<>();
            }
            if (current != null) {
                current.add(segment);
            }
        }
        if (current != null) {
            groups.add(of(current, orders));
        }
        return groups;
    }

    private static OrderGroup of(List<Segment> all, MessageMap.Orders orders) {
        Segment ruling = ruling(all, orders.details());
        int[] sections = sections(all, orders);
        int rulingSection = ruling == null ? 0 : sections[all.indexOf(ruling)];
        Map<String, Integer> spokenBy = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            int section = sections[i];
            spokenBy.merge(all.get(i).name(), section, (one, other) -> nearer(one, other, rulingSection));
        }
        Map<String, List<Segment>> own = new HashMap<>();
        List<Segment> superseded = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Segment segment = all.get(i);
            // What the ruling detail does not say again (a route, components) holds as the nearest other one said it.
            boolean holds = sections[i] == spokenBy.getOrDefault(segment.name(), rulingSection);
            if (holds || !orders.owned().contains(segment.name())) {
                own.computeIfAbsent(segment.name(), name -> new ArrayList<>(4)).add(segment);
            } else {
                superseded.add(segment);
            }
        }
        return new OrderGroup(all.get(0), all, own, superseded, ruling);
    }

    /** The ruling section itself, else the last before it, else the first after it. */
    private static int nearer(int one, int other, int ruling) {
        boolean bothAfter = one > ruling && other > ruling;
        return bothAfter || (one <= ruling) != (other <= ruling) ? Math.min(one, other) : Math.max(one, other);
    }

    /** A section runs from one detail to the next; what stands before the first detail belongs to it. */
    private static int[] sections(List<Segment> all, MessageMap.Orders orders) {
        int[] sections = new int[all.size()];
        int section = 0;
        String lastDetail = "";
        for (int i = 0; i < sections.length; i++) {
            String name = all.get(i).name();
            if (orders.details().contains(name) || orders.besides().contains(name)) {
                // A repeated detail of the same kind shares its section: several RXD describe one bag.
                if (!lastDetail.isEmpty() && !name.equals(lastDetail)) {
                    section++;
                }
                lastDetail = name;
            }
            sections[i] = section;
        }
        return sections;
    }

    private static @Nullable Segment ruling(List<Segment> all, List<String> details) {
        for (String detail : details) {
            for (Segment segment : all) {
                if (segment.name().equals(detail)) {
                    return segment;
                }
            }
        }
        return null;
    }

    List<Segment> own(String name) {
        return own.getOrDefault(name, List.of());
    }
}
