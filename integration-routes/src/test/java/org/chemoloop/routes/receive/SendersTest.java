package org.chemoloop.routes.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.chemoloop.routes.translate.Ack;
import org.chemoloop.routes.translate.Finding;
import org.chemoloop.routes.translate.Hl7Message;
import org.junit.jupiter.api.Test;

/** Who is let in on a line. */
class SendersTest {

    private static Optional<Finding> objection(String senders, String sender, String certificate) throws Exception {
        Hl7Message message =
                Hl7Message.parse("MSH|^~\\&|" + sender + "|CHEMOLOOP|DAYCHEMO|20260110||ADT^A04|S1|P|2.5\r");
        return Senders.parse(senders).objection(message.header(), certificate);
    }

    @Test
    void whereNobodyIsNamedAnybodyMaySend() throws Exception {
        assertThat(objection("", "ANY|WHERE", "")).isEmpty();
    }

    @Test
    void aNamedSenderMaySend() throws Exception {
        assertThat(objection("LIS, HIS|HOSPITAL", "HIS|HOSPITAL", "")).isEmpty();
        assertThat(objection("LIS, HIS|HOSPITAL", "LIS|ANY", "")).isEmpty();
    }

    @Test
    void aStrangerIsRejectedWithTheReason() throws Exception {
        Finding why = objection("HIS|HOSPITAL", "HIS|OTHER", "").orElseThrow();
        assertThat(why.ack()).isEqualTo(Ack.AR);
        assertThat(why.code()).isEqualTo("103");
        assertThat(why.location()).isEqualTo("MSH^1^3");
        assertThat(why.sentence()).contains("MSH-3", "MSH-4");
    }

    @Test
    void aNamedSenderMustShowItsOwnCertificate() throws Exception {
        String senders = "HIS|HOSPITAL|his.hospital.example, HIS|HOSPITAL|his2.hospital.example";
        assertThat(objection(senders, "HIS|HOSPITAL", "his2.hospital.example")).isEmpty();
        assertThat(objection(senders, "HIS|HOSPITAL", "lis.hospital.example")).isPresent();
        assertThat(objection(senders, "HIS|HOSPITAL", "")).isPresent();
    }

    @Test
    void aSettingThatCannotBeReadSaysWhatIsExpected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Senders.parse("HIS|HOSPITAL|x|y"))
                .withMessageContaining("APPLICATION|FACILITY|CERTIFICATE");
    }
}
