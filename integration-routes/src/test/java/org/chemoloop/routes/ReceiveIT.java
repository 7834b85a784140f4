package org.chemoloop.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chemoloop.routes.Hospital.HERE;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.chemoloop.routes.channel.Lines;
import org.chemoloop.routes.mllp.MllpInComponent.Listening;
import org.chemoloop.routes.recover.Settlement;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a sender on the HIS line is told, in every case of the contract. */
@RoutesTest
class ReceiveIT {
    @Autowired
    Lines lines;

    @Autowired
    JdbcTemplate database;

    @Autowired
    Settlement settlement;

    @BeforeEach
    void everybodyIsThere() throws Exception {
        HERE.behave();
    }

    private MllpLine line(String channel) throws Exception {
        return new MllpLine(lines.listener(channel).map(Listening::port).orElseThrow());
    }

    private Hl7 send(String message) throws Exception {
        try (MllpLine line = line("his")) {
            return line.send(message);
        }
    }

    private String state(String controlId) {
        return database.queryForObject("select state from kept_message where control_id = ?", String.class, controlId);
    }

    @Test
    void anOrderIsAnsweredInTheTurnWithItsNumber() throws Exception {
        String placer = Messages.next("P");
        String control = Messages.next("K");
        Hl7 answer = send(Messages.rde(control, Messages.next("M"), placer));
        assertThat(answer.get("MSA", 1)).as(answer.toString()).isEqualTo("AA");
        assertThat(answer.get("MSA", 2)).isEqualTo(control);
        assertThat(answer.kind()).isEqualTo("RRE^O12");
        assertThat(answer.get("ORC", 1)).isEqualTo("OK");
        assertThat(answer.get("ORC", 2)).isEqualTo(placer);
        assertThat(answer.get("ORC", 3)).isEqualTo("F" + placer);
        assertThat(state(control)).isEqualTo("processed");
    }

    @Test
    void anAnswerIsGivenOnlyAfterTheMessageIsKept() throws Exception {
        String control = Messages.next("K");
        try (MllpLine line = line("his")) {
            line.send(Messages.adt(control, Messages.next("M")));
            assertThat(database.queryForObject(
                            "select answer_code from kept_message where control_id = ?", String.class, control))
                    .isEqualTo("AA");
        }
    }

    @Test
    void aRepeatedMessageGetsTheSameAnswerByteForByteAndHasNoSecondEffect() throws Exception {
        String control = Messages.next("K");
        byte[] message =
                Messages.rde(control, Messages.next("M"), Messages.next("P")).getBytes(UTF_8);
        try (MllpLine line = line("his");
                MllpLine another = line("his")) {
            byte[] first = line.send(message);
            assertThat(line.send(message)).isEqualTo(first);
            assertThat(another.send(message)).isEqualTo(first);
        }
        assertThat(HERE.fhir.submissionsOf(control)).isEqualTo(1);
        assertThat(database.queryForObject(
                        "select repeats from kept_message where control_id = ?", Integer.class, control))
                .isEqualTo(2);
    }

    @Test
    void aRefusedMessageIsRefusedInTheSameWordsAgain() throws Exception {
        byte[] message = Messages.adt(Messages.next("K"), Messages.next("M"))
                .replace("|P|2.5|", "|P|9.9|")
                .getBytes(UTF_8);
        try (MllpLine line = line("his")) {
            assertThat(line.send(message)).isEqualTo(line.send(message));
        }
    }

    @Test
    void anotherMessageUnderAUsedControlIdIsAContradiction() throws Exception {
        String control = Messages.next("K");
        String message = Messages.rde(control, Messages.next("M"), Messages.next("P"));
        send(message);
        Hl7 answer = send(message.replace("|300||mg", "|400||mg"));
        assertThat(answer.get("MSA", 1)).isEqualTo("AE");
        assertThat(answer.get("ERR", 3)).isEqualTo("205");
        assertThat(HERE.fhir.submissionsOf(control)).isEqualTo(1);
    }

    @Test
    void aRefusedMessageMayComeAgainCorrectedUnderItsControlId() throws Exception {
        String control = Messages.next("K");
        String good = Messages.rde(control, Messages.next("M"), Messages.next("P"));
        assertThat(send(good.replace("|250|mL", "|much|mL")).get("ERR", 3)).isEqualTo("102");
        assertThat(send(good.replace("|P|2.5|", "|P|9.9|")).get("ERR", 3)).isEqualTo("203");
        assertThat(send(good).get("MSA", 1)).isEqualTo("AA");
        assertThat(send(good).get("MSA", 1)).isEqualTo("AA");
        assertThat(HERE.fhir.submissionsOf(control)).isEqualTo(1);
    }

    @TestFactory
    Stream<DynamicTest> whatIsWrongIsSaidWithItsCode() {
        record Case(String name, String from, String to, String code, String error) {}
        return Stream.of(
                        new Case("type", "RDE\\^O11\\^RDE_O11", "ZZZ^O11", "AR", "200"),
                        new Case("event", "RDE\\^O11\\^RDE_O11", "RDE^Z99", "AR", "201"),
                        new Case("processing id", "\\|P\\|2.5\\|", "|D|2.5|", "AR", "202"),
                        new Case("version", "\\|P\\|2.5\\|", "|P|9.9|", "AR", "203"),
                        new Case("order number", "(ORC\\|NW)\\|[^|]*", "$1|", "AE", "101"),
                        new Case("amount", "\\|250\\|mL", "|much|mL", "AE", "102"),
                        new Case("order control", "ORC\\|NW", "ORC|QQ", "AE", "103"),
                        new Case("character set", "UNICODE UTF-8", "KLINGON", "AE", "103"))
                .map(wrong -> DynamicTest.dynamicTest(wrong.name(), () -> {
                    String message = Messages.rde(Messages.next("K"), Messages.next("M"), Messages.next("P"));
                    Hl7 answer = send(message.replaceAll(wrong.from(), wrong.to()));
                    assertThat(answer.get("MSA", 1)).as(answer.toString()).isEqualTo(wrong.code());
                    assertThat(answer.get("ERR", 3)).as(answer.toString()).isEqualTo(wrong.error());
                    assertThat(answer.get("ERR", 4)).isEqualTo("E");
                    assertThat(answer.get("ERR", 8)).isNotEmpty();
                }));
    }

    @Test
    void withoutItsPatientAnOrderIsInTheWrongOrder() throws Exception {
        String message = Messages.msh("RDE^O11^RDE_O11", Messages.next("K")) + Messages.order("NW", Messages.next("P"));
        Hl7 answer = send(message);
        assertThat(answer.get("MSA", 1)).isEqualTo("AE");
        assertThat(answer.get("ERR", 3)).isIn("100", "101");
    }

    @Test
    void withoutAControlIdAMessageIsRefused() throws Exception {
        Hl7 answer = send(Messages.adt("", Messages.next("M")));
        assertThat(List.of(answer.get("MSA", 1), answer.get("ERR", 3), answer.get("ERR", 2)))
                .containsExactly("AE", "101", "MSH");
    }

    @Test
    void whatIsNoMessageIsRejectedAndTheLineStaysUsable() throws Exception {
        try (MllpLine line = line("his")) {
            Hl7 answer = line.send("this is not HL7");
            assertThat(answer.get("MSA", 1)).isEqualTo("AR");
            assertThat(answer.get("MSA", 2)).isEmpty();
            assertThat(line.send(Messages.adt(Messages.next("K"), Messages.next("M")))
                            .get("MSA", 1))
                    .isEqualTo("AA");
        }
    }

    @Test
    void aTooLargeMessageIsRejectedByItsName() throws Exception {
        String control = Messages.next("K");
        try (MllpLine line = line("his")) {
            Hl7 answer = line.send(Messages.adt(control, Messages.next("M")) + "NTE|1||" + "x".repeat(300_000));
            assertThat(List.of(answer.get("MSA", 1), answer.get("MSA", 2))).containsExactly("AR", control);
            assertThat(line.isClosedByPeer()).isTrue();
        }
    }

    /** As if another copy had decided, and its note had gone with the line to the broker. */
    @Test
    void anAnswerThatNoNoteHasBroughtIsFoundInTheLogAndGivenOnce() throws Exception {
        String control = Messages.next("K");
        HERE.fhir.answers(bundle -> 503);
        try (MllpLine line = line("his")) {
            line.write(MllpLine.framed(Messages.rde(control, Messages.next("M"), Messages.next("P"))
                    .getBytes(UTF_8)));
            await().until(() -> HERE.fhir.placesOf(control).size() > 0);
            database.update("""
                    update kept_message set state = 'processed', delivery = 'pending', answered = now(),
                        answer = convert_to('MSH|found' || chr(13) || 'MSA|AA|' || control_id, 'UTF8'),
                        answer_code = 'AA', answer_control_id = 'found', answer_orders = true
                    where control_id = ?""", control);
            assertThat(new String(line.read(), UTF_8)).startsWith("MSH|found");
        }
        UUID id = database.queryForObject("select id from kept_message where control_id = ?", UUID.class, control);
        settlement.found(id, id, new byte[0], true);
        assertThat(database.queryForObject("select count(*) from kept_message where answers = ?", Integer.class, id))
                .isZero();
    }

    @Test
    void aRefusedOrderIsAnsweredWithTheReasonAndTheOthersTakeEffect() throws Exception {
        String control = Messages.next("K");
        HERE.fhir.refuses(bundle -> FhirStandIn.controlId(bundle).equals(control)
                ? FhirStandIn.outcome(IssueSeverity.ERROR, "not-privileged", "医生没有该级别的权限", "tier")
                : null);
        Hl7 answer = send(Messages.rde(control, Messages.next("M"), Messages.next("P")));
        assertThat(answer.get("MSA", 1)).isEqualTo("AA");
        assertThat(answer.get("ORC", 1)).isEqualTo("UA");
        assertThat(answer.get("ERR", 5)).isEqualTo("not-privileged");
        assertThat(answer.get("ERR", 8)).isEqualTo("医生没有该级别的权限");
    }

    @Test
    void anUnknownOrderIsAKeyFault() throws Exception {
        String control = Messages.next("K");
        HERE.fhir.refuses(bundle -> FhirStandIn.controlId(bundle).equals(control)
                ? FhirStandIn.outcome(IssueSeverity.ERROR, "unknown-key", "没有这条医嘱", "no such order")
                : null);
        Hl7 answer = send(
                Messages.rde(control, Messages.next("M"), Messages.next("P")).replace("ORC|NW|", "ORC|CA|"));
        assertThat(List.of(answer.get("MSA", 1), answer.get("ERR", 3), answer.get("ORC", 1)))
                .containsExactly("AE", "204", "UC");
    }

    @Test
    void aWarningIsToldAndTheOrderStands() throws Exception {
        String placer = Messages.next("P");
        HERE.fhir.refuses(bundle -> null);
        Hl7 answer = send(Messages.rde(Messages.next("K"), Messages.next("M"), placer)
                .replace("|250|mL^mL^UCUM", "|250|mug^mug^L"));
        assertThat(answer.get("MSA", 1)).isEqualTo("AA");
        assertThat(answer.get("ORC", 1)).isEqualTo("OK");
    }

    @Test
    void aNameInGb18030ArrivesWholeAndIsAnsweredInKind() throws Exception {
        Charset gb18030 = Charset.forName("GB18030");
        String control = Messages.next("K");
        HERE.fhir.refuses(bundle -> FhirStandIn.controlId(bundle).equals(control)
                ? FhirStandIn.outcome(IssueSeverity.ERROR, "not-privileged", "䶮医生没有权限", "tier")
                : null);
        String message = Messages.rde(control, Messages.next("M"), Messages.next("P"))
                .replace("UNICODE UTF-8", "GB 18030-2000")
                .replace("测试^甲", "䶮^甲");
        try (MllpLine line = line("his")) {
            Hl7 answer = new Hl7(new String(line.send(message.getBytes(gb18030)), gb18030));
            assertThat(answer.get("MSH", 18)).isEqualTo("GB 18030-2000");
            assertThat(answer.get("ERR", 8)).isEqualTo("䶮医生没有权限");
        }
        assertThat(HERE.fhir.submitted())
                .anySatisfy(bundle -> assertThat(bundle.getEntryFirstRep()
                                .getResource()
                                .getNamedProperty("name")
                                .getValues())
                        .hasSize(1));
    }

    @Test
    void theEnhancedModeCommitsAtOnceAndTheResultFollows() throws Exception {
        String control = Messages.next("K");
        String placer = Messages.next("P");
        String message = Messages.msh("RDE^O11^RDE_O11", control, "2.5", "AL|AL", "UNICODE UTF-8")
                + Messages.patient(Messages.next("M"))
                + Messages.order("NW", placer);
        Hl7 commit = send(message);
        assertThat(List.of(commit.get("MSA", 1), commit.get("MSA", 2), commit.get("MSH", 9)))
                .containsExactly("CA", control, "ACK");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !HERE.his.received("RRE^O12", placer).isEmpty());
        Hl7 result = HERE.his.received("RRE^O12", placer).get(0);
        assertThat(List.of(result.get("MSA", 1), result.get("MSA", 2), result.get("ORC", 1)))
                .containsExactly("AA", control, "OK");
    }

    @Test
    void anAnswerThatHasArrivedIsNotOwedAgainWhenTheMessageIsRepeated() throws Exception {
        String control = Messages.next("K");
        String patient = Messages.patient(Messages.next("M"));
        String placer = Messages.next("P");
        String message = Messages.msh("RDE^O11^RDE_O11", control, "2.5", "AL|AL", "UNICODE UTF-8")
                + patient
                + Messages.order("NW", placer);
        send(message);
        await().atMost(Duration.ofSeconds(20)).until(() -> delivery(control).equals("delivered"));

        assertThat(send(message).get("MSA", 1)).isEqualTo("CA");
        String next = Messages.next("K");
        send(Messages.msh("RDE^O11^RDE_O11", next, "2.5", "AL|AL", "UNICODE UTF-8")
                + patient
                + Messages.order("NW", Messages.next("P")));
        // Of the same patient, so it comes after the repeated one.
        await().atMost(Duration.ofSeconds(20)).until(() -> delivery(next).equals("delivered"));
        assertThat(database.queryForObject(
                        "select repeats from kept_message where control_id = ?", Integer.class, control))
                .isEqualTo(1);
        assertThat(delivery(control)).isEqualTo("delivered");
        assertThat(HERE.his.received("RRE^O12", placer)).hasSize(1);
    }

    private String delivery(String controlId) {
        return database
                .query(
                        "select delivery from kept_message where control_id = ? and direction = 'in'",
                        (row, number) -> row.getString(1),
                        controlId)
                .stream()
                .findFirst()
                .orElse("");
    }

    @Test
    void whoWantsOnlyErrorsHearsOnlyErrors() throws Exception {
        String good = Messages.next("P");
        String bad = Messages.next("P");
        String head = Messages.msh("RDE^O11^RDE_O11", Messages.next("K"), "2.5", "AL|ER", "UNICODE UTF-8");
        send(head + Messages.patient(Messages.next("M")) + Messages.order("NW", good));
        String second = Messages.msh("RDE^O11^RDE_O11", Messages.next("K"), "2.5", "AL|ER", "UNICODE UTF-8");
        send(second + Messages.patient(Messages.next("M")) + Messages.order("QQ", bad));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> HERE.his.received().stream()
                        .anyMatch(message -> message.get("MSA", 1).equals("AE")));
        assertThat(HERE.his.received("RRE^O12", good)).isEmpty();
    }

    @Test
    void pivasReportsItsStepsOnALineOfItsOwn() throws Exception {
        String control = Messages.next("K");
        String message = Messages.msh("RDS^O13^RDS_O13", control).replace("|HIS|", "|PIVAS|")
                + "ORC|SC|800000000044|F1||IP||||20261124100000||||||||||||||||compounded^compounded\r"
                + "RXD|1|CARBO150^卡铂注射液^HISDRUG|20261124100000|300|mg||F1|||PH1^药师^丁||||||||LOT7|20261124180000\r";
        try (MllpLine line = line("pivas")) {
            Hl7 answer = line.send(message);
            assertThat(answer.get("MSA", 1)).as(answer.toString()).isEqualTo("AA");
            assertThat(answer.kind()).isEqualTo("RRD^O14");
        }
    }

    @Test
    void aStrangerOnTheLineOfThePivasIsRejectedAndWhatItSentIsKept() throws Exception {
        String control = Messages.next("K");
        try (MllpLine line = line("pivas")) {
            Hl7 answer = line.send(Messages.adt(control, Messages.next("M")));
            assertThat(answer.get("MSA", 1)).as(answer.toString()).isEqualTo("AR");
            assertThat(answer.get("ERR", 3)).startsWith("103");
        }
        assertThat(state(control)).isEqualTo("refused");
        assertThat(HERE.fhir.submissionsOf(control)).isZero();
    }
}
