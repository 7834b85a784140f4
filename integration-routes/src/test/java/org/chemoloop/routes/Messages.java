package org.chemoloop.routes;

import java.util.concurrent.atomic.AtomicLong;

/** Synthetic messages of a HIS and a PIVAS, each with numbers of its own. */
public final class Messages {
    private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime() / 1000 % 1_000_000_000L * 1000);

    private Messages() {}

    public static String next(String prefix) {
        return prefix + NUMBER.incrementAndGet();
    }

    /** The code of a bag that no other test has, however long the clock of the machine has been running. */
    public static String bag() {
        return "80" + "%012d".formatted(NUMBER.incrementAndGet()).substring(2);
    }

    public static String msh(String kind, String controlId) {
        return msh(kind, controlId, "2.5", "|", "UNICODE UTF-8");
    }

    /** @param asks MSH-15 and MSH-16 with their separator */
    public static String msh(String kind, String controlId, String version, String asks, String characters) {
        return "MSH|^~\\&|HIS|HOSPITAL|CHEMOLOOP|DAYCHEMO|20261124100000||%s|%s|P|%s|||%s||%s\r"
                .formatted(kind, controlId, version, asks, characters);
    }

    public static String patient(String number) {
        return "PID|1||%s^^^HIS^MR||测试^甲||19620617|M\rPV1|1|O|日间化疗中心||||D0001^医生^乙||||||||||||V%s\r"
                .formatted(number, number);
    }

    public static String adt(String controlId, String patient) {
        return msh("ADT^A08^ADT_A01", controlId) + "EVN|A08|20261124100000\r" + patient(patient);
    }

    public static String order(String orderControl, String placer) {
        return """
                ORC|%s|%s^HIS||RX%s^HIS|||||20261124100000|||D0001^医生^乙
                RXE|1^^^20261124103000|CARBO150^卡铂注射液^HISDRUG|300||mg^mg^UCUM||||1|1^袋
                TQ1|1||ONCE||||20261124103000
                RXR|IV^静滴^HL70162
                RXC|B|NS250^氯化钠注射液^HISDRUG|250|mL^mL^UCUM
                RXC|A|CARBO150^卡铂注射液^HISDRUG|300|mg^mg^UCUM
                """.formatted(orderControl, placer, placer).replace('\n', '\r');
    }

    public static String rde(String controlId, String patient, String placer) {
        return msh("RDE^O11^RDE_O11", controlId) + patient(patient) + order("NW", placer);
    }
}
