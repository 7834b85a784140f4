package org.chemoloop.simulators.his;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.chemoloop.simulators.wire.Hl7;
import org.chemoloop.simulators.wire.SendingApplication;

/** Writes what a HIS says about a day: appointment, arrival, orders in both of the usual dialects. */
public final class HisMessages {

    private static final String DOCTOR = "D0001^医生^乙";
    private static final Duration UNTIL_PLANNED_START = Duration.ofMinutes(10);

    private final SendingApplication his;
    private final Clock clock;

    /** Messages of one HIS. */
    public HisMessages(SendingApplication his, Clock clock) {
        this.his = his;
        this.clock = clock;
    }

    /** The seat is booked, SIU^S12. */
    public Hl7 book(Patient patient) {
        return his.message(
                "SIU^S12^SIU_S12",
                "2.5",
                "SCH|A%s^HIS||||||CHEMO^化疗||60|min^min|||||||||||||||Booked".formatted(patient.visitNumber()),
                patient.pid(),
                patient.pv1(),
                "RGS|1|A",
                "AIL|1|A|^^%d^日间化疗中心|||%s|||60|min".formatted(patient.seat(), plannedStart()));
    }

    /** The patient is here, ADT^A04. */
    public Hl7 arrive(Patient patient) {
        return his.message("ADT^A04^ADT_A01", "2.5", "EVN|A04|" + his.now(), patient.pid(), patient.pv1());
    }

    /** A new order as today's HIS writes it, RDE^O11 of version 2.5. */
    public Hl7 order(Order order) {
        return encoded(order, "NW");
    }

    /** The doctor withdraws an order. */
    public Hl7 cancel(Order order) {
        return encoded(order, "CA");
    }

    /** A new order as an older HIS writes it, ORM^O01 of version 2.4. */
    public Hl7 orderInOldDialect(Order order) {
        Recipe.Component leading = order.recipe().leading();
        List<String> segments = heading(order.patient());
        segments.add("ORC|NW|%s^HIS||%s^HIS|||1^ONCE^^%s||%s|||%s"
                .formatted(order.placerNumber(), order.prescription(), plannedStart(), his.now(), DOCTOR));
        segments.add("RXO|%s|%d||%s"
                .formatted(
                        leading.drug().coded(), leading.amount(), leading.drug().unit()));
        segments.add("RXR|IV^静滴^HL70162");
        segments.addAll(components(order.recipe()));
        return his.message("ORM^O01", "2.4", segments.toArray(String[]::new));
    }

    private Hl7 encoded(Order order, String control) {
        Recipe.Component leading = order.recipe().leading();
        List<String> segments = heading(order.patient());
        segments.add("ORC|%s|%s^HIS||%s^HIS|||||%s|||%s"
                .formatted(control, order.placerNumber(), order.prescription(), his.now(), DOCTOR));
        segments.add("RXE|1^^^%s|%s|%d||%s|||||1|袋^袋||||%s"
                .formatted(
                        plannedStart(),
                        leading.drug().coded(),
                        leading.amount(),
                        leading.drug().unit(),
                        order.prescription()));
        segments.add("TQ1|1||ONCE||||" + plannedStart());
        segments.add("RXR|IV^静滴^HL70162");
        segments.addAll(components(order.recipe()));
        return his.message("RDE^O11^RDE_O11", "2.5", segments.toArray(String[]::new));
    }

    private static List<String> heading(Patient patient) {
        return new ArrayList<>(List.of(patient.pid(), patient.pv1()));
    }

    private static List<String> components(Recipe recipe) {
        var segments = new ArrayList<String>();
        segments.add(rxc("B", recipe.base()));
        recipe.additives().forEach(additive -> segments.add(rxc("A", additive)));
        return segments;
    }

    private static String rxc(String kind, Recipe.Component component) {
        return "RXC|%s|%s|%d|%s"
                .formatted(
                        kind,
                        component.drug().coded(),
                        component.amount(),
                        component.drug().unit());
    }

    private String plannedStart() {
        return SendingApplication.timestamp(clock.instant().plus(UNTIL_PLANNED_START));
    }
}
