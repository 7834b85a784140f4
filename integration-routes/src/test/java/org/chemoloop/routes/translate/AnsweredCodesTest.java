package org.chemoloop.routes.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A code that no table has is a question; its answer holds for the sender that was asked about and for nobody else. */
class AnsweredCodesTest {
    private static final String HIS = "HIS_HOSPITAL";
    private static final String ROUTE = "HL70162-route";
    private static final String COMPONENT = "HL70166-component-type";

    private Translator translator;

    @BeforeEach
    void nothingIsAnsweredYet() throws MapProblems {
        translator = Translator.load(Maps.FOLDER, Maps.DAY_CENTRE);
    }

    private Sent order(String sender, String route, String component) {
        return Sent.message(
                translator,
                Sent.msh("RDE^O11", "2.5").replace("|HIS|", "|" + sender + "|"),
                "PID|1||M1^^^HIS^MR||A^B||1962",
                "ORC|NW|P1||RX1",
                "RXE|1^^^20261124100000|CARBO150^卡铂^HISDRUG|450||mg|||||1|袋",
                "RXR|" + route,
                "RXC|" + component + "|NS250^氯化钠^HISDRUG|250|mL");
    }

    private AnsweredCode answer(String table, String code, String means) {
        return new AnsweredCode(HIS, table, code, means, "engineer1");
    }

    @Test
    void aCodeWithoutARowIsAQuestionWhetherItRefusesOrNot() {
        Translation translation = order("HIS", "静脉点滴x", "Q").translation();

        assertThat(translation.unknown())
                .extracting(
                        UnknownCode::table,
                        UnknownCode::code,
                        code -> code.finding().isError())
                .containsExactlyInAnyOrder(tuple(ROUTE, "静脉点滴X", false), tuple(COMPONENT, "Q", true));
        assertThat(translation.waitsForCodes()).isTrue();
    }

    @Test
    void whatIsRefusedForOtherReasonsTooDoesNotWait() {
        Translation translation = Sent.message(
                        translator,
                        Sent.msh("RDE^O11", "2.5"),
                        "PID|1||M1^^^HIS^MR||A^B||1962",
                        "ORC|NW|P1||RX1",
                        "RXE|1^^^20261124100000|CARBO150^卡铂^HISDRUG|many||mg",
                        "RXR|IV",
                        "RXC|Q|NS250^氯化钠^HISDRUG|250|mL")
                .translation();

        assertThat(translation.unknown()).isNotEmpty();
        assertThat(translation.waitsForCodes()).isFalse();
    }

    @Test
    void anAnswerSaysAllThatTheRowSaysAndOnlyForItsSender() {
        translator.answered(List.of(answer(ROUTE, "静脉点滴X", "静滴"), answer(COMPONENT, "Q", "B")));

        Sent sent = order("HIS", "静脉点滴x", "Q");
        assertThat(sent.complaints()).isEmpty();
        assertThat(sent.line()
                        .getDosageInstructionFirstRep()
                        .getRoute()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("IV");
        assertThat(order("OTHER", "静脉点滴x", "Q").complaints()).contains("AE 103 RXC^1^1^1^1");
    }

    @Test
    void aRowIsMeantByItsNameOrByTheCodeItGives() {
        assertThat(translator.objection(answer(ROUTE, "XY", "静滴"))).isEmpty();
        assertThat(translator.objection(answer(ROUTE, "XY", "静滴 "))).isPresent();
        assertThat(translator.objection(answer("units", "MGG", "mg"))).isEmpty();
        assertThat(translator.objection(answer("nowhere", "XY", "IV"))).contains("There is no table nowhere.");
    }

    @Test
    void whatMayMeanTwoThingsIsNoAnswer() {
        // IH is hypodermic where it stands alone, and inhalation where the sender names the table of HL7.
        assertThat(translator.objection(answer(ROUTE, "XY", "IH")).orElse(""))
                .contains("IH@HL70162")
                .contains("say different things");
        assertThat(translator.objection(answer(ROUTE, "XY", "IH@HL70162"))).isEmpty();
    }

    @Test
    void aRowOfAFileHoldsBeforeAnAnswer() {
        assertThat(translator.objection(answer(ROUTE, "IM", "IV")).orElse("")).contains("HL70162-route.yaml:");
        translator.answered(List.of(answer(ROUTE, "IM", "IV")));
        assertThat(order("HIS", "IM", "B")
                        .line()
                        .getDosageInstructionFirstRep()
                        .getRoute()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("IM");
    }

    @Test
    void answersStayWhenTheFilesAreReadAgain() throws MapProblems {
        translator.answered(List.of(answer(COMPONENT, "Q", "B"), answer(ROUTE, "XY", "a row that is gone")));
        translator.reload(Maps.FOLDER);

        assertThat(order("HIS", "IV", "Q").complaints()).isEmpty();
        assertThat(translator.rows(HIS, COMPONENT)).containsOnlyKeys("A", "B");
        assertThat(translator.answered(List.of())).isTrue();
        assertThat(order("HIS", "IV", "Q").complaints()).isNotEmpty();
    }
}
