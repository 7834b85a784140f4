package org.chemoloop.routes.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is answered with a reason, never dropped, never guessed. */
class RefusalsTest {
    private static final String GOOD = String.join(
            "\n",
            Sent.msh("RDE^O11^RDE_O11", "2.5"),
            Sent.PID,
            Sent.PV1,
            "ORC|NW|P1^HIS||RXP1^HIS|||||20261124080000|||D0001^医生^乙",
            "RXE|1^^^20261124081000|CARBO150^卡铂注射液^HISDRUG|300||mg^mg^UCUM||||1|1^袋|||||RXP1",
            "TQ1|1||ONCE||||20261124081000",
            "RXR|IV^静滴^HL70162",
            "RXC|B|NS250^氯化钠注射液^HISDRUG|250|mL^mL^UCUM",
            "RXC|A|CARBO150^卡铂注射液^HISDRUG|300|mg^mg^UCUM");

    @Test
    void theGoodMessageOfTheseTestsIsTakenWithoutAWord() {
        assertThat(send(GOOD).complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "→", textBlock = """
            RDE^O11^RDE_O11      → ZZZ^O11              → AR 200 MSH^1^9^1^1
            RDE^O11^RDE_O11      → RDE^O77              → AR 201 MSH^1^9^1^2
            RDE^O11^RDE_O11      → RDE                  → AR 201 MSH^1^9^1^2
            |P|2.5|              → |P|9.9|              → AR 203 MSH^1^12^1^1
            |P|2.5|              → |P||                 → AR 203 MSH^1^12^1^1
            |P|2.5|              → |X|2.5|              → AR 202 MSH^1^11^1^1
            |P|2.5|              → ||2.5|               → AA 101 MSH^1^11^1^1
            |P1^HIS||            → |||                  → AE 101 ORC^1^2^1^1
            |250|mL              → |much|mL             → AE 102 RXC^1^3^1^1
            |250|mL              → |-250|mL             → AE 102 RXC^1^3^1^1
            |250|mL              → |2,5|mL              → AE 102 RXC^1^3^1^1
            |250|mL              → ||mL                 → AA 101 RXC^1^3^1^1
            |250|mL^mL^UCUM      → |250|                → AA 101 RXC^1^3^1^1
            RXC|B|               → RXC||                → AA 101 RXC^1^1^1^1
            RXC|B|               → RXC|Q|               → AE 103 RXC^1^1^1^1
            ORC|NW|              → ORC|QQ|              → AE 103 ORC^1^1^1^1
            ORC|NW|              → ORC||                → AE 101 ORC^1^1^1^1
            CARBO150^卡铂注射液^HISDRUG|300||mg → ^^HISDRUG|300||mg → AE 101 RXE^1^2^1^1
            RXC|B|NS250^氯化钠注射液 → RXC|B|^            → AE 101 RXC^1^2^1^1
            IV^静滴               → IV^鞘内注射            → AE 103 RXR^1^1^1^1
            ONCE||||20261124081000 → ONCE||||soon       → AE 102 TQ1^1^7^1^1
            M12193215^^^HIS^MR   → ^^^HIS^MR            → AE 101 PID^1^3^1^1
            PID|1||              → PIX|1||              → AE 100 PID^1
            RXE|1^               → RXX|1^               → AE 100 ORC^1
            ORC|NW|              → NTE|1||              → AE 100 RXE^1
            测试^甲               → 测试^甲\uFFFD         → AE 102 PID^1^5^1^1
            |300||mg^mg^UCUM     → |3e2||mg             → AE 102 RXE^1^3^1^1
            """)
    void everyFaultHasItsCodeAndItsPlace(String good, String bad, String expected) {
        assertThat(GOOD).contains(good);
        Sent sent = send(GOOD.replace(good, bad));

        assertThat(sent.complaints()).startsWith(expected);
        assertThat(sent.findings())
                .allSatisfy(finding -> assertThat(finding.sentence()).endsWith("."));
        assertThat(sent.translation())
                .isInstanceOf(expected.startsWith("AA") ? Translation.Translated.class : Translation.Refused.class);
    }

    @Test
    void theFirstFindingIsAnErrorEvenWhenAWarningWasFoundBefore() {
        Sent sent = send(GOOD.replace("|M\n", "|X\n").replace("|300|mg^mg^UCUM", "|lots|mg"));

        assertThat(sent.findings().get(0).isError()).isTrue();
        assertThat(sent.findings()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "→", textBlock = """
            RXE|1^ → RXE|1|X^x¶RXE|1^               → AE 100 RXE^2
            RXR|IV → NTE|1||first¶second line¶RXR|IV → AE 100 MSH^1
            ORC|NW → RXC|A|X^x|1|mg¶ORC|NW           → AE 100 RXC^1
            ORC|NW → PID|2||OTHER¶ORC|NW             → AE 100 PID^2
            RXR|IV → PID|2||OTHER¶RXR|IV             → AE 100 PID^2
            """)
    void segmentsInTheWrongPlaceAreNotReadAnyhow(String good, String bad, String expected) {
        assertThat(send(GOOD.replace(good, bad.replace('¶', '\n'))).complaints())
                .startsWith(expected);
    }

    @Test
    void aCancellationDoesNotFailForWhatItSaysBesides() {
        assertThat(send(GOOD.replace("ORC|NW", "ORC|CA").replace("RXE|", "RXX|"))
                        .complaints())
                .containsExactly("AA 100 RXX^1");
    }

    @Test
    void testMessagesAreRefusedInProduction() throws MapProblems {
        Translator production = Translator.load(Maps.FOLDER, new Site(ZoneId.of("Asia/Shanghai"), true));

        for (String id : List.of("T", "D")) {
            assertThat(Sent.message(
                                    production,
                                    GOOD.replace("|P|2.5", "|" + id + "|2.5").split("\n"))
                            .complaints())
                    .containsExactly("AR 202 MSH^1^11^1^1");
        }
        assertThat(Sent.message(production, GOOD.split("\n")).complaints()).isEmpty();
    }

    @Test
    void aTextWithoutAHeaderIsNoMessage() {
        for (String text : List.of("", "this is not HL7", "PID|1", "MSH", "MSH|", "MSH\r")) {
            assertThatThrownBy(() -> Hl7Message.parse(text)).isInstanceOf(UnreadableMessageException.class);
        }
    }

    @Test
    void anAnswerDoesNotListAThousandFaults() {
        String[] lines = (GOOD + "\nRXC|A|X^x|many|mg".repeat(1000)).split("\n");

        assertThat(Sent.message(lines).findings()).hasSize(100);
    }

    private static Sent send(String text) {
        return Sent.message(text.split("\n"));
    }
}
