package org.chemoloop.routes.translate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.chemoloop.routes.receive.CharacterSets;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever comes in, it is translated or refused with a reason; nothing is thrown and nothing takes for ever. */
class AnyTextTest {
    private static final List<byte[]> RECEIVED = TestMessages.all().stream()
            .map(folder -> TestMessages.bytes(folder.path().resolve("received.hl7")))
            .toList();
    private static final byte[] PIECES =
            "|^~\\&\r\n\"0123456789.-+AZaz \u0000\u000b\u001c\u00e9\u00b5\u00ff".getBytes(ISO_8859_1);

    @Property(tries = 1500, shrinking = ShrinkingMode.OFF)
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

    @Test
    void aHugeMessageCostsNoMoreThanItsLength() {
        // Far below a second each; a quadratic walk over a hundred thousand segments would take minutes.
        for (String filler : List.of(
                "NTE|1||x\r",
                "OBX|1|NM|A||1|g\r",
                "Z01|\r",
                "ORC|NW|P1\rRXE|1|A^a\r",
                "RXC|A|X^x|1|mg\r",
                "x\r",
                "PID|1||M1\r")) {
            String message = Sent.msh("RDE^O11", "2.5") + "\r" + Sent.PID + "\rORC|NW|P1\rRXE|1|A^a\rRXR|IV\r"
                    + filler.repeat(100_000);
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> send(message), filler);
        }
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
        List<Finding> findings = Maps.translator()
                .translate(message)
                .fold(Translation.Translated::warnings, Translation.Refused::findings);
        assertThat(findings).extracting(Finding::code).as(text).doesNotContain(Finding.INTERNAL);
        Maps.translator().patientKeys(message);
        Maps.translator().unexplained(message);
    }
}
