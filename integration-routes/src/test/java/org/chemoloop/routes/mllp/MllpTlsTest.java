package org.chemoloop.routes.mllp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.SocketFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both sides of an encrypted line show a certificate that the other trusts, or nothing is said. */
class MllpTlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final byte[] MESSAGE = "MSH|^~\\&|HIS|HOSPITAL|||20260110||ADT^A04|T1|P|2.5\r".getBytes(UTF_8);

    @TempDir
    static Path folder;

    private static MllpSockets chemoloop;
    private static MllpSockets his;
    private static MllpSockets stranger;

    private MllpListener listener;

    @BeforeAll
    static void certificates() throws Exception {
        ThrowAwayCa ca = new ThrowAwayCa(folder);
        Path trust = ca.trust();
        chemoloop = sockets(ca.keyOf("chemoloop"), trust);
        his = sockets(ca.keyOf("his.hospital.example"), trust);
        stranger = sockets(ca.strangersKey(), trust);
    }

    private static MllpSockets sockets(Path keys, Path trust) throws Exception {
        return MllpSockets.tls(keys, trust, ThrowAwayCa.PASSWORD.toCharArray());
    }

    @BeforeEach
    void listen() throws Exception {
        listen(chemoloop, Duration.ofMillis(500));
    }

    private void listen(MllpSockets sockets, Duration silence) throws Exception {
        listener = new MllpListener(
                "test",
                new MllpLimits(5_000, 1, silence),
                (content, certificate, tooLarge) ->
                        ("MSH|^~\\&|||||20260110||ACK|A1|P|2.5\rMSA|AA|T1|" + certificate + "\r").getBytes(UTF_8),
                sockets.listening());
        listener.start("127.0.0.1", 0);
    }

    @AfterEach
    void stop() throws Exception {
        listener.stop();
    }

    private Acknowledgment deliver(SocketFactory sockets) throws DeliveryFailure {
        return deliver("127.0.0.1", sockets);
    }

    private Acknowledgment deliver(String host, SocketFactory sockets) throws DeliveryFailure {
        try (MllpSender sender = new MllpSender(host + ":" + listener.port(), PATIENCE, sockets)) {
            return sender.deliver(MESSAGE);
        }
    }

    @Test
    void aSenderWithATrustedCertificateIsHeardUnderTheNameInIt() throws Exception {
        assertThat(deliver(his.sending()).text()).isEqualTo("his.hospital.example");
    }

    @Test
    void aSenderWhoseCertificateNobodySignedIsNotHeard() {
        assertThatThrownBy(() -> deliver(stranger.sending())).isInstanceOf(DeliveryFailure.class);
    }

    @Test
    void aSenderWithoutEncryptionIsNotHeard() {
        assertThatThrownBy(() -> deliver(SocketFactory.getDefault())).isInstanceOf(DeliveryFailure.class);
    }

    @Test
    void weSayNothingToACounterpartWhoseCertificateNobodySigned() throws Exception {
        listener.stop();
        listen(stranger, PATIENCE);
        assertThatThrownBy(() -> deliver(chemoloop.sending())).isInstanceOf(DeliveryFailure.Unreachable.class);
    }

    @Test
    void weSayNothingToACounterpartWhoseCertificateNamesAnotherMachine() {
        // The certificate is for the address 127.0.0.1, not for this name of it.
        assertThatThrownBy(() -> deliver("localhost", chemoloop.sending()))
                .isInstanceOf(DeliveryFailure.Unreachable.class)
                .hasMessageContaining("localhost");
    }

    @Test
    void whoNeverEndsTheHandshakeDoesNotKeepOthersOut() throws Exception {
        try (Socket silent = new Socket("127.0.0.1", listener.port())) {
            Awaitility.await().until(() -> listener.connections() == 1);
            assertThat(deliver(his.sending()).text()).isEqualTo("his.hospital.example");
            assertThat(silent.isConnected()).isTrue();
        }
    }
}
