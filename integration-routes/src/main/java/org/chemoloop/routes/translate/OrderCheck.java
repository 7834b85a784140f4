package org.chemoloop.routes.translate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chemoloop.routes.translate.type.CodeTable;

/** Checks the order of segments before anything is read from them (table 0357: 100, and ORC-1: 101, 103). */
final class OrderCheck {
    private OrderCheck() {}

    static void check(Hl7Message message, MessageMap map, List<OrderGroup> groups, Reading reading) {
        for (String line : message.strayLines()) {
            String shown = line.length() > 20 ? line.substring(0, 20) + "…" : line;
            reading.find(Finding.error(
                    Finding.SEGMENT_SEQUENCE,
                    "MSH^1",
                    "A line is not a segment (it begins with \"" + shown
                            + "\"): send a line break inside a text as the escape sequence .br of HL7."));
        }
        MessageMap.Orders orders = map.orders();
        if (orders == null) {
            return;
        }
        Segment patient = null;
        for (Segment segment : message.segments()) {
            boolean beforeOrders =
                    groups.isEmpty() || segment.position() < groups.get(0).orc().position();
            boolean belongsToOrder =
                    orders.owned().contains(segment.name()) || orders.details().contains(segment.name());
            if (beforeOrders && belongsToOrder) {
                reading.find(Finding.error(
                        Finding.SEGMENT_SEQUENCE,
                        segment.location(),
                        segment.name() + " stands before the first ORC: every " + segment.name()
                                + " has to follow the ORC it belongs to."));
            }
            if (segment.name().equals("PID")) {
                if (patient != null || !beforeOrders) {
                    reading.find(
                            Finding.error(
                                    Finding.SEGMENT_SEQUENCE,
                                    segment.location(),
                                    "One PID before the first ORC: send the orders of each patient in a message of their own."));
                }
                patient = segment;
            }
        }
        if (groups.isEmpty()) {
            reading.find(Finding.error(
                    Finding.SEGMENT_SEQUENCE, "ORC^1", "The message has no ORC: every order begins with one."));
        }
        groups.forEach(group -> check(group, orders, reading));
    }

    private static void check(OrderGroup group, MessageMap.Orders orders, Reading reading) {
        Segment orc = group.orc();
        String control = orc.text(1, 1);
        CodeTable.Entry known = orders.controls().find(control);
        if (control.isEmpty()) {
            reading.find(Finding.error(
                    Finding.REQUIRED_FIELD,
                    orc.location(1, 1, 1),
                    "ORC-1 (order control) must be valued, e.g. NW or CA."));
        } else if (known == null) {
            reading.find(
                    Finding.error(
                            Finding.TABLE_VALUE,
                            orc.location(1, 1, 1),
                            "ORC-1 is \"" + control
                                    + "\", which is not an order control of HL7 table 0119: send e.g. NW, CA, DC, HD, RL, RP or XO."));
        }
        String details = String.join(" or ", orders.details());
        if (group.detail() == null && known != null && !known.says("alone")) {
            reading.find(Finding.error(
                    Finding.SEGMENT_SEQUENCE,
                    orc.location(),
                    details + " is missing after this ORC: an order with ORC-1 " + control
                            + " has to say what is ordered."));
        }
        if (known == null || known.says("alone")) {
            // A cancellation must not fail for what it says about the drug besides.
            return;
        }
        Set<String> seen = new HashSet<>();
        for (Segment segment : group.all()) {
            boolean detail = orders.details().contains(segment.name());
            if (detail && !seen.add(segment.name()) && !orders.repeats()) {
                reading.find(Finding.error(
                        Finding.SEGMENT_SEQUENCE,
                        segment.location(),
                        "A second " + segment.name() + " under one ORC: every order needs an ORC of its own."));
            }
            if (segment.name().equals("RXC") && group.detail() == null) {
                reading.find(Finding.error(
                        Finding.SEGMENT_SEQUENCE,
                        segment.location(),
                        "RXC has to follow " + details + " of the same ORC."));
            }
        }
        for (Segment segment : group.superseded()) {
            if (group.own(segment.name()).stream().noneMatch(segment::saysTheSame)) {
                reading.find(Finding.warning(
                        Finding.SEGMENT_SEQUENCE,
                        segment.location(),
                        "This " + segment.name() + " is not used: what stands after the " + detailName(group)
                                + " holds."));
            }
        }
        if (group.detail() != null && orders.owned().contains("RXR")) {
            route(group, reading);
        }
    }

    private static String detailName(OrderGroup group) {
        return group.detail() == null ? "ORC" : group.detail().name();
    }

    private static void route(OrderGroup group, Reading reading) {
        List<Segment> routes = group.own("RXR");
        if (routes.isEmpty()) {
            reading.find(Finding.warning(
                    Finding.SEGMENT_SEQUENCE,
                    group.orc().location(),
                    "This order has no RXR: nobody can tell how it is given."));
        } else if (routes.size() > 1) {
            reading.find(Finding.warning(
                    Finding.SEGMENT_SEQUENCE,
                    routes.get(1).location(),
                    "A second RXR under one ORC: the first route is planned, the others are kept as alternatives."));
        }
    }
}
