package org.chemoloop.routes.mllp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import javax.net.SocketFactory;
import org.chemoloop.routes.Counterpart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What counts as delivered, and what the sender does when it is not. */
class MllpSenderTest {
    private static final byte[] MESSAGE =
            "MSH|^~\\&|CHEMOLOOP|DAYCHEMO|PIVAS|HOSPITAL|20260101||RDE^O11|E1|P|2.5\r".getBytes(UTF_8);

    private Counterpart pivas;
    private MllpSender sender;

    @BeforeEach
    void connect() throws Exception {
        pivas = new Counterpart();
        sender = new MllpSender(pivas.address(), Duration.ofMillis(500), SocketFactory.getDefault());
    }

    @AfterEach
    void disconnect() throws Exception {
        sender.close();
        pivas.down();
    }

    @Test
    void anAcceptedMessageIsDeliveredOverOneLastingConnection() throws Exception {
        assertThat(sender.deliver(MESSAGE).code()).isEqualTo("AA");
        pivas.answers(message -> "CA");
        assertThat(sender.deliver(MESSAGE).code()).isEqualTo("CA");
        assertThat(pivas.received()).hasSize(2);
        assertThat(sender.isConnected()).isTrue();
    }

    @Test
    void anErrorAndARejectionAreTwoThings() {
        pivas.answers(message -> "AE");
        assertThatThrownBy(() -> sender.deliver(MESSAGE)).isInstanceOf(DeliveryFailure.Failed.class);
        pivas.answers(message -> "AR");
        assertThatThrownBy(() -> sender.deliver(MESSAGE))
                .isInstanceOf(DeliveryFailure.Rejected.class)
                .hasMessage("AR")
                .satisfies(rejected -> assertThat(((DeliveryFailure) rejected).told())
                        .as("what only those hear who may see the message")
                        .contains("as the test wants it"));
    }

    @Test
    void aSilentPeerIsHungUpOnAndTheMessageIsNotRepeated() {
        pivas.answers(message -> "");
        assertThatThrownBy(() -> sender.deliver(MESSAGE)).isInstanceOf(DeliveryFailure.NoAnswer.class);
        assertThat(sender.isConnected()).isFalse();
        assertThat(pivas.received()).hasSize(1);
    }

    @Test
    void aPeerThatHangsUpWithoutAnAnswerIsNotTriedAgainByTheSender() {
        pivas.answers(message -> {
            throw new IllegalStateException("crash");
        });
        assertThatThrownBy(() -> sender.deliver(MESSAGE)).isInstanceOf(DeliveryFailure.NoAnswer.class);
    }

    @Test
    void theAnswerToAnotherMessageIsNoAnswer() {
        pivas.answers(message -> "AA|E0|it is for another, not for");
        assertThatThrownBy(() -> sender.deliver(MESSAGE))
                .isInstanceOf(DeliveryFailure.NoAnswer.class)
                .hasMessageContaining("E0 instead of E1");
        assertThat(sender.isConnected()).isFalse();
    }

    @Test
    void whereNobodyListensNothingWasSent() throws Exception {
        pivas.down();
        assertThatThrownBy(() -> sender.deliver(MESSAGE)).isInstanceOf(DeliveryFailure.Unreachable.class);
    }

    @Test
    void aPeerThatWasAwayIsReachedAgain() throws Exception {
        sender.deliver(MESSAGE);
        pivas.down();
        assertThatThrownBy(() -> sender.deliver(MESSAGE)).isInstanceOf(DeliveryFailure.class);
        pivas.up();
        assertThat(sender.deliver(MESSAGE).code()).isEqualTo("AA");
    }
}
