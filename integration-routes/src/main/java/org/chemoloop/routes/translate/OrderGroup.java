package org.chemoloop.routes.translate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The segments from one ORC to the next, with what belongs to the detail that rules.
 *
 * @param all every segment of the group in document order, ORC first
 * @param own what the maps see: of segments that belong to a detail only those of the ruling one
 * @param detail the ruling RXE, RXO or RXD; nothing when the ORC stands alone
 */
record OrderGroup(
        Segment orc,
        List<Segment> all,
        List<Segment> own,
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
        if (ruling == null) {
            return new OrderGroup(all.get(0), all, all, null);
        }
        // A section runs from one detail to the next; what stands before the first detail belongs to it.
        List<List<Segment>> sections = new ArrayList<>();
        sections.add(new ArrayList<>());
        int rulingSection = 0;
        boolean detailSeen = false;
        String lastDetail = "";
        for (Segment segment : all) {
            if (orders.details().contains(segment.name())) {
                // A repeated detail of the same kind shares its section: several RXD describe one bag.
                if (detailSeen && !segment.name().equals(lastDetail)) {
                    sections.add(new ArrayList<>());
                }
                detailSeen = true;
                lastDetail = segment.name();
            }
            if (segment == ruling) {
                rulingSection = sections.size() - 1;
            }
            sections.get(sections.size() - 1).add(segment);
        }
        List<Segment> own = new ArrayList<>();
        for (Segment segment : all) {
            boolean mine = sections.get(rulingSection).contains(segment);
            boolean otherDetail =
                    orders.details().contains(segment.name()) && !segment.name().equals(ruling.name());
            boolean inherited = !mine && !has(sections.get(rulingSection), segment.name());
            if (!otherDetail && (mine || !orders.owned().contains(segment.name()) || inherited)) {
                own.add(segment);
            }
        }
        return new OrderGroup(all.get(0), all, own, ruling);
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

    private static boolean has(List<Segment> segments, String name) {
        return segments.stream().anyMatch(segment -> segment.name().equals(name));
    }

    List<Segment> own(String name) {
        List<Segment> found = new ArrayList<>(4);
        for (Segment segment : own) {
            if (segment.name().equals(name)) {
                found.add(segment);
            }
        }
        return found;
    }
}
