package org.chemoloop.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Writes distinct messages about a pool of synthetic patients, as a HIS in the middle of its day does. */
final class LoadMessages {

    private static final int PATIENTS = 1_000;
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private final Kind kind;
    private final boolean enhanced;
    private final String run;
    private final Clock clock;
    private final AtomicLong number = new AtomicLong();

    LoadMessages(Kind kind, boolean enhanced, Clock clock) {
        this.kind = kind;
        this.enhanced = enhanced;
        this.run = Long.toString(clock.millis(), 36).toUpperCase(Locale.ROOT);
        this.clock = clock;
    }

    /** A message about a patient, or an order that becomes a bag. */
    enum Kind {
        ADT,
        RDE;

        static Kind named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    Message next() {
        long n = number.incrementAndGet();
        String control = "L" + run + n;
        String text = String.join("\r", msh(control), kind == Kind.ADT ? "EVN|A08|" + now() : pid(n), rest(n)) + "\r";
        return new Message(control, frame(text.getBytes(UTF_8)));
    }

    private String rest(long n) {
        return kind == Kind.ADT ? String.join("\r", pid(n), pv1(n)) : String.join("\r", pv1(n), order(n));
    }

    private String msh(String control) {
        String type = kind == Kind.ADT ? "ADT^A08^ADT_A01" : "RDE^O11^RDE_O11";
        // MSH-15 AL, MSH-16 NE: an accept acknowledgement always, an application acknowledgement never.
        return "MSH|^~\\&|LOAD|HOSPITAL|CHEMOLOOP|DAYCHEMO|%s||%s|%s|P|2.5|||%s||UNICODE UTF-8"
                .formatted(now(), type, control, enhanced ? "AL|NE" : "|");
    }

    private String pid(long n) {
        return "PID|1||M%s%d^^^HIS^MR||测试^患者%d||19620617|M".formatted(run, n % PATIENTS, n % PATIENTS);
    }

    private String pv1(long n) {
        return "PV1|1|O|日间化疗中心^^^HOSPITAL||||D0001^医生^乙||||||||||||V%s%d".formatted(run, n % PATIENTS);
    }

    private String order(long n) {
        String placer = "P" + run + n;
        return String.join(
                "\r",
                "ORC|NW|%1$s^HIS||RX%1$s^HIS|||||%2$s|||D0001^医生^乙".formatted(placer, now()),
                "RXE|1^^^%s|CARBO150^卡铂注射液^HISDRUG|450||mg^mg^UCUM".formatted(now()),
                "TQ1|1||ONCE||||" + now(),
                "RXR|IV^静滴^HL70162",
                "RXC|B|NS250^氯化钠注射液^HISDRUG|250|mL^mL^UCUM",
                "RXC|A|CARBO150^卡铂注射液^HISDRUG|450|mg^mg^UCUM");
    }

    private String now() {
        return LocalDateTime.now(clock).format(TIMESTAMP);
    }

    static byte[] frame(byte[] content) {
        byte[] frame = new byte[content.length + 3];
        frame[0] = 0x0b;
        System.arraycopy(content, 0, frame, 1, content.length);
        frame[frame.length - 2] = 0x1c;
        frame[frame.length - 1] = '\r';
        return frame;
    }

    /** A framed message and the control id that its answer must name. */
    record Message(String controlId, byte[] frame) {

        boolean isAcceptedBy(String answer) {
            return answer.contains("MSA|AA|" + controlId) || answer.contains("MSA|CA|" + controlId);
        }
    }
}
