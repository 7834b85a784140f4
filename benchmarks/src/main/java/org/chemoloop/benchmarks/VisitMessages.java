package org.chemoloop.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What a HIS says of one visit: the patient has arrived, and three bags are ordered that need no second person. */
final class VisitMessages {

    static final int BAGS = 3;

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final List<String> CONTENTS = List.of("ONDAN8^昂丹司琼^HISDRUG|8", "DEX5^地塞米松^HISDRUG|5", "");

    private final String run;
    private final Clock clock;

    VisitMessages(Clock clock) {
        this.run = Long.toString(clock.millis(), 36).toUpperCase(Locale.ROOT);
        this.clock = clock;
    }

    LoadMessages.Message arrival(int visit) {
        return message("ADT^A04^ADT_A01", "A" + run + visit, "EVN|A04|" + now(), pid(visit), pv1(visit));
    }

    LoadMessages.Message order(int visit) {
        StringBuilder orders = new StringBuilder();
        for (int bag = 0; bag < BAGS; bag++) {
            orders.append(bag == 0 ? "" : "\r").append(order(visit, bag));
        }
        return message("RDE^O11^RDE_O11", "O" + run + visit, pid(visit), pv1(visit), orders.toString());
    }

    private LoadMessages.Message message(String type, String control, String... segments) {
        String header = "MSH|^~\\&|SCANLOAD|HOSPITAL|CHEMOLOOP|DAYCHEMO|%s||%s|%s|P|2.5|||||||UNICODE UTF-8"
                .formatted(now(), type, control);
        String text = header + "\r" + String.join("\r", segments) + "\r";
        return new LoadMessages.Message(control, LoadMessages.frame(text.getBytes(UTF_8)));
    }

    private String pid(int visit) {
        return "PID|1||M%1$s%2$d^^^HIS^MR||扫描^患者%2$d||19620617|M".formatted(run, visit);
    }

    private String pv1(int visit) {
        return "PV1|1|O|日间化疗中心^^^HOSPITAL||||D0001^医生^乙||||||||||||V%s%d".formatted(run, visit);
    }

    private String order(int visit, int bag) {
        String placer = "P%s%d-%d".formatted(run, visit, bag);
        String additive = CONTENTS.get(bag);
        return String.join(
                "\r",
                "ORC|NW|%1$s^HIS||RX%2$s%3$d^HIS|||||%4$s|||D0001^医生^乙".formatted(placer, run, visit, now()),
                "RXE|1^^^%s|%s||mL^mL^UCUM".formatted(now(), "NS250^氯化钠注射液^HISDRUG|250"),
                "TQ1|1||ONCE||||" + now(),
                "RXR|IV^静滴^HL70162",
                "RXC|B|NS250^氯化钠注射液^HISDRUG|250|mL^mL^UCUM"
                        + (additive.isEmpty() ? "" : "\rRXC|A|" + additive + "|mg^mg^UCUM"));
    }

    private String now() {
        return LocalDateTime.now(clock).format(TIMESTAMP);
    }
}
