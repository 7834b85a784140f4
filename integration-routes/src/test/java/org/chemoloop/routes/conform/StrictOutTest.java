package org.chemoloop.routes.conform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.HL7Exception;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.component.hl7.HL7Converter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What we write passes, what we must never write does not. */
class StrictOutTest {
    private static final String ORDER = """
            MSH|^~\\&|CHEMOLOOP|DAYCHEMO|PIVAS|HOSPITAL|20261124103000+0800||RDE^O11^RDE_O11|E1|P|2.5||||||UNICODE UTF-8
            PID|1||M12193215^^^HIS^MR||测试^甲||19620617|M
            ORC|NW|800000000044^CHEMOLOOP||RXP1^HIS|HD|||P1|20261124103000+0800
            RXE||CARBO150^卡铂注射液^HISDRUG|300||mg^mg^UCUM
            NTE|1|P|避光
            TQ1|1||ONCE||||20261124110000+0800
            RXR|IV^静滴^HL70162
            RXC|B|NS250^氯化钠注射液^HISDRUG|250|mL^mL^UCUM
            RXC|A|CARBO150^卡铂注射液^HISDRUG|300|mg^mg^UCUM
            """;

    private static String complaints(byte[] message) {
        try {
            return new StrictOut().complaints(HL7Converter.toMessage(StrictOut.text(message)));
        } catch (HL7Exception e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String complaints(String lines) {
        return complaints(lines.replace('\n', '\r').getBytes(UTF_8));
    }

    @TestFactory
    Stream<DynamicTest> everyAnswerAndEveryAnnouncementOfTheTestMessagesPasses() throws IOException {
        List<Path> written;
        try (Stream<Path> files = Files.walk(Path.of("..", "test-messages"))) {
            written = files.filter(file -> file.endsWith("answered.hl7") || file.endsWith("announced.hl7"))
                    .sorted()
                    .toList();
        }
        return written.stream()
                .flatMap(file -> messages(file)
                        .map(message -> DynamicTest.dynamicTest(
                                file.getParent().getFileName() + "/" + file.getFileName(),
                                () -> assertThat(complaints(message))
                                        .as("%s", file)
                                        .isEmpty())));
    }

    /** The messages of a file: each begins with MSH. */
    private static Stream<byte[]> messages(Path file) {
        try {
            byte[] all = Files.readAllBytes(file);
            Charset bytes = Charset.forName("ISO-8859-1");
            return Stream.of(new String(all, bytes).split("(?<=\r)(?=MSH)")).map(message -> message.getBytes(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aWellFormedOrderPasses() {
        assertThat(complaints(ORDER)).isEmpty();
    }

    @Test
    void aMissingOrderSegmentIsFound() {
        assertThat(complaints(ORDER.replaceAll("ORC.*\n", ""))).contains("ORDER is missing in RDE_O11");
    }

    @Test
    void aComponentBeforeItsRouteIsOutOfPlace() {
        assertThat(complaints(ORDER.replaceAll("(RXR.*\n)(RXC.*\n)", "$2$1"))).contains("RXR");
    }

    @Test
    void aComponentBeforeItsOrderIsOutOfPlace() {
        assertThat(complaints(ORDER.replaceAll("(ORC.*\n)", "RXC|A|DEX5|5|mg\n$1")))
                .contains("RXC");
    }

    @Test
    void aSegmentThatTheStructureDoesNotKnowIsFoundUnlessItIsTheHospitalsOwn() {
        assertThat(complaints(ORDER.replace("RXR|", "AL1|1||X\nRXR|"))).contains("AL1 has no place");
        assertThat(complaints(ORDER.replace("RXR|", "ZRX|1\nRXR|"))).isEmpty();
    }

    @Test
    void lettersAreNoNumber() {
        assertThat(complaints(ORDER.replace("|250|", "|viel|"))).isEqualTo("RXC^1^3 is no number (NM)");
        assertThat(complaints(ORDER.replace("NTE|1|", "NTE|a|"))).isEqualTo("NTE^1^1 is no sequence number (SI)");
    }

    @Test
    void aDayThatNoMonthHasIsNoTime() {
        assertThat(complaints(ORDER.replace("|20261124110000", "|20261324110000")))
                .isEqualTo("TQ1^1^7 is no date and time (DTM)");
    }

    @Test
    void whatTheStandardRequiresIsAskedFor() {
        assertThat(complaints(ORDER.replace("|CARBO150^卡铂注射液^HISDRUG|300||", "||300||")))
                .isEqualTo("RXE^1^2 is required and empty");
    }

    @Test
    void noComplaintRepeatsTheContent() {
        assertThat(complaints(ORDER.replace("|250|", "|张三|"))).doesNotContain("张三");
    }

    @Test
    void whatNobodyToldUsIsNotAskedFor() {
        assertThat(complaints(ORDER.replace("RXR|IV^静滴^HL70162", "RXR")
                        .replace("|250|mL^mL^UCUM", "")
                        .replace("测试^甲", "")))
                .isEmpty();
    }

    @Test
    void aNewerCorrectionOfTheStandardIsCheckedAsTheOneBefore() {
        assertThat(complaints("MSH|^~\\&|A|B|C|D|20261124103000||RRE^O12^RRE_O12|E1|P|2.8.2\nMSA|AA|X\nORC|OK|P1\n"))
                .isEmpty();
    }
}
