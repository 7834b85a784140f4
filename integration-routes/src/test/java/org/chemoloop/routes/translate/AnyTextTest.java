package org.chemoloop.routes.translate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.chemoloop.routes.answer.Addressee;
import org.chemoloop.routes.answer.AnswerDesk;
import org.chemoloop.routes.receive.CharacterSets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever comes in, it is translated or refused with a reason, and answered; nothing is thrown, and the work grows
 * with the length alone.
 */
class AnyTextTest {
    private static final List<byte[]> RECEIVED = TestMessages.all().stream()
            .map(folder -> TestMessages.bytes(folder.path().resolve("received.hl7")))
            .toList();
    private static final AnswerDesk DESK = new AnswerDesk(Maps.DAY_CENTRE.zone());
    private static final byte[] PIECES =
            "|^~\\&\r\n\"0123456789.-+AZaz \u0000\u000b\u001c\u00e9\u00b5\u00ff".getBytes(ISO_8859_1);

    @Property(tries = 20_000, shrinking = ShrinkingMode.OFF)
    void aDamagedMessageIsTranslatedOrRefused(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] message = RECEIVED.get(random.nextInt(RECEIVED.size())).clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            message = damaged(message, random);
        }
        send(CharacterSets.decode(message).text());
    }

    @Property(tries = 500)
    void anyTextAfterAHeaderIsTranslatedOrRefused(@ForAll String text) {
        send(Sent.msh("RDE^O11", "2.5") + "\r" + Sent.PID + "\rORC|NW|P1\rRXE|" + text + "\r" + text);
        send("MSH" + text);
        send(text);
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void anyValueInAnyFieldIsTranslatedOrRefused(@ForAll long seed) {
        Random random = new Random(seed);
        String[] values = {
            "999999999999999999999999999999",
            "-1",
            "0",
            "\"\"",
            "^^^^^^^^^^^",
            "&&&",
            "~~~",
            "Q0H",
            "99999999999^99999999999",
            "20261124",
            "9".repeat(17),
            "99999999999999999^h",
            "\\X00\\",
            "\\",
            "#",
            "IV^鞘内",
            "1e9",
            "H99999999999"
        };
        StringBuilder message = new StringBuilder(Sent.msh(random.nextBoolean() ? "RDE^O11" : "SIU^S12", "2.5"));
        for (String name : List.of(
                "PID", "PV1", "AL1", "DG1", "IN1", "SCH", "AIL", "AIS", "ORC", "TQ1", "RXE", "RXR", "RXC", "NTE", "OBX",
                "ZRX")) {
            message.append('\r').append(name).append(name.equals("ORC") ? "|NW|P1" : "");
            for (int i = 0; i < 30; i++) {
                message.append('|').append(random.nextInt(3) == 0 ? values[random.nextInt(values.length)] : "");
            }
        }
        send(message.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ORC|NW|P¶RXE|1|A^a|1||mg¶RXR|IV¶RXC|A|X^x|1|mg¶",
                "ORC|NW|P1¶RXE|1|A^a¶",
                "NTE|1||x¶",
                "OBX|1|NM|A||1|g¶",
                "DG1|1||C50¶",
                "RXC|A|X^x|1|mg¶",
                "RXR|IV¶",
                "TQ1|1||ONCE¶",
                "Z01|¶",
                "x¶",
                "PID|1||M1¶"
            })
    void twiceTheSegmentsAreTwiceTheWork(String segments) {
        String head = Sent.msh("RDE^O11", "2.5") + "\r" + Sent.PID + "\rORC|NW|P1\rRXE|1|A^a\rRXR|IV\r";
        String filler = segments.replace('¶', '\r');
        send(head + filler.repeat(200));

        long once = allocatedBy(head + filler.repeat(1000));
        long twice = allocatedBy(head + filler.repeat(2000));

        // Work is counted in bytes allocated: the clock of a busy machine says nothing.
        assertThat((double) twice / once).isLessThan(2.5);
    }

    private static long allocatedBy(String message) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        send(message);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static byte[] damaged(byte[] message, Random random) {
        int at = random.nextInt(message.length);
        switch (random.nextInt(4)) {
            case 0 -> message[at] = PIECES[random.nextInt(PIECES.length)];
            case 1 -> message[at] = (byte) random.nextInt(256);
            case 2 -> {
                int length = Math.min(random.nextInt(40), message.length - at - 1);
                byte[] shorter = new byte[message.length - length];
                System.arraycopy(message, 0, shorter, 0, at);
                System.arraycopy(message, at + length, shorter, at, message.length - at - length);
                return shorter;
            }
            default -> {
                int length = Math.min(random.nextInt(200), message.length - at);
                byte[] longer = new byte[message.length + length];
                System.arraycopy(message, 0, longer, 0, at + length);
                System.arraycopy(message, at, longer, at + length, message.length - at);
                return longer;
            }
        }
        return message;
    }

    private static void send(String text) {
        Hl7Message message;
        try {
            message = Hl7Message.parse(text);
        } catch (UnreadableMessageException e) {
            assertThat(e.getMessage()).isNotEmpty();
            return;
        }
        Translation translation = Maps.translator().translate(message);
        List<Finding> findings = translation.fold(Translation.Translated::warnings, Translation.Refused::findings);
        assertThat(findings).extracting(Finding::code).as(text).doesNotContain(Finding.INTERNAL);
        Maps.translator().patientKeys(message);
        Maps.translator().ledger(message);
        assertThat(answer(message, translation)).as(text).contains("MSA");
    }

    /** The segments of what the sender hears, by name. */
    private static List<String> answer(Hl7Message message, Translation translation) {
        byte[] answer = DESK.decided(
                        new Addressee(message, UTF_8, "A1", Instant.EPOCH),
                        translation,
                        TestMessages.acceptingAll(translation))
                .bytes();
        try {
            return Hl7Message.parse(new String(answer, UTF_8)).segments().stream()
                    .map(Segment::name)
                    .toList();
        } catch (UnreadableMessageException e) {
            throw new AssertionError("the answer can't be read", e);
        }
    }
}
