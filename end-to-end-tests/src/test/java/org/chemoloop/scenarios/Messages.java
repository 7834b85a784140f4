package org.chemoloop.scenarios;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Writes what HIS and PIVAS say in the scenarios. */
final class Messages {

    private static final AtomicLong NUMBER = new AtomicLong(Clock.systemUTC().millis() % 1_000_000_000);
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private Messages() {}

    /** A patient with today's visit. */
    record Patient(String number, String visit, String name, String born) {

        static Patient named(String name) {
            return new Patient(unused("M"), unused("V"), name, "19620617");
        }

        Patient inSmallLetters() {
            return new Patient(number.toLowerCase(Locale.ROOT), visit, name, born);
        }

        /** Somebody took the wrong card. */
        Patient mixedUpWith(String another, String bornOn) {
            return new Patient(number, visit, another, bornOn);
        }

        private String pid() {
            return "PID|1||" + number + "^^^HIS^MR||" + name + "||" + born + "|M";
        }

        private String pv1() {
            return "PV1|1|O|日间化疗中心^^^HOSPITAL||||D0001^医生^乙||||||||||||" + visit;
        }
    }

    /**
     * An order that becomes one bag.
     *
     * @param contents as the scenarios write them: {@code NS250 250, CARBO150 450}
     * @param plannedIn minutes from now
     */
    record Order(String placer, Patient patient, String contents, String doctor, int plannedIn) {

        static Order of(Patient patient, String contents) {
            return new Order(unused("P"), patient, contents, "D0001^医生^乙", 10);
        }

        Order by(String another) {
            return new Order(placer, patient, contents, another, plannedIn);
        }

        Order with(String otherContents) {
            return new Order(placer, patient, otherContents, doctor, plannedIn);
        }

        Order plannedIn(int minutes) {
            return new Order(placer, patient, contents, doctor, minutes);
        }

        List<String[]> components() {
            return contents.lines()
                    .flatMap(line -> Arrays.stream(line.split(",")))
                    .map(component -> component.strip().split(" "))
                    .toList();
        }
    }

    static String unused(String prefix) {
        return prefix + Long.toString(NUMBER.incrementAndGet(), 36).toUpperCase(Locale.ROOT);
    }

    static Hl7 arrival(Patient patient) {
        return Hl7.of(msh("HIS", "ADT^A04^ADT_A01", unused("E")), "EVN|A04|" + in(0), patient.pid(), patient.pv1());
    }

    /** The patient is known and expected, but is not here yet. */
    static Hl7 registration(Patient patient) {
        return Hl7.of(msh("HIS", "ADT^A31^ADT_A05", unused("E")), "EVN|A31|" + in(0), patient.pid());
    }

    /** @param event S12 booked, S13 moved */
    static Hl7 appointment(Patient patient, String number, String event, String seat, int minutes) {
        return Hl7.of(
                msh("HIS", "SIU^%1$s^SIU_S12".formatted(event), unused("E")),
                "SCH|%s^HIS||||||CHEMO^化疗^L|||120|min^min||||||||||||||Booked".formatted(number),
                patient.pid(),
                "RGS|1|A",
                "AIL|1|A|日间化疗中心^^%s^HOSPITAL|||%s|||120|min".formatted(seat, in(minutes)));
    }

    static Hl7 order(Order order, String control, String messageControlId) {
        return orders(List.of(order), control, messageControlId);
    }

    /** All for the patient of the first. */
    static Hl7 orders(List<Order> orders, String control, String messageControlId) {
        Patient patient = orders.get(0).patient();
        var segments =
                new ArrayList<>(List.of(msh("HIS", "RDE^O11^RDE_O11", messageControlId), patient.pid(), patient.pv1()));
        orders.forEach(order -> segments.addAll(group(order, control)));
        return Hl7.of(segments.toArray(String[]::new));
    }

    private static List<String> group(Order order, String control) {
        List<String[]> components = order.components();
        String[] leading = components.get(components.size() - 1);
        var segments = new ArrayList<>(List.of(
                "ORC|%s|%s^HIS||RX%s^HIS|||||%s|||%s"
                        .formatted(control, order.placer(), order.placer(), in(0), order.doctor()),
                "RXE|1^^^%s|%s|%s||%s"
                        .formatted(in(order.plannedIn()), coded(leading[0]), leading[1], unit(leading[0])),
                "TQ1|1||ONCE||||" + in(order.plannedIn()),
                "RXR|IV^静滴^HL70162"));
        for (String[] component : components) {
            String kind = component == components.get(0) ? "B" : "A";
            segments.add("RXC|%s|%s|%s|%s".formatted(kind, coded(component[0]), component[1], unit(component[0])));
        }
        return segments;
    }

    static Hl7 preparation(String bag, String step) {
        return preparation(bag, step, 480);
    }

    /** @param goodFor minutes until the beyond-use time; negative when it has passed */
    static Hl7 preparation(String bag, String step, int goodFor) {
        return Hl7.of(
                msh("PIVAS", "RDS^O13^RDS_O13", unused("E")),
                "ORC|SC|%1$s|F%1$s||IP||||%2$s||||||||||||||||%3$s^%3$s".formatted(bag, in(0), step),
                "RXD|1|CARBO150^卡铂注射液^HISDRUG|%s|450|mg||F%s|||PH1^药师^丁||||||||LOT7|%s"
                        .formatted(in(0), bag, in(goodFor)));
    }

    private static String msh(String sender, String type, String controlId) {
        return "MSH|^~\\&|%s|HOSPITAL|CHEMOLOOP|DAYCHEMO|%s||%s|%s|P|2.5||||||UNICODE UTF-8"
                .formatted(sender, in(0), type, controlId);
    }

    private static String in(int minutes) {
        return LocalDateTime.now(Clock.systemDefaultZone())
                .plus(Duration.ofMinutes(minutes))
                .format(TIMESTAMP);
    }

    private static String coded(String drug) {
        return drug + "^" + drug + "^HISDRUG";
    }

    private static String unit(String drug) {
        return drug.startsWith("NS") || drug.startsWith("G5") ? "mL^mL^UCUM" : "mg^mg^UCUM";
    }
}
