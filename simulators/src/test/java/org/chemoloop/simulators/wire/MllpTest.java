package org.chemoloop.simulators.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class MllpTest {

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-24T01:00:00Z"), ZoneOffset.UTC);
    private final SendingApplication his = new SendingApplication("HIS", "RUN", clock);
    private final SendingApplication other = new SendingApplication("OTHER", "RUN", clock);
    private final List<String> notices = new ArrayList<>();

    @Test
    void everyMessageIsAnsweredUnderItsOwnControlId() throws IOException {
        try (var listener = MllpListener.listen(anyPort(), other::accept, notices::add);
                var line = new MllpLine(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port()))) {
            for (int i = 0; i < 3; i++) {
                Hl7 sent = his.message("ADT^A08^ADT_A01", "2.5", "PID|1||M1||测试^甲");
                assertThat(line.send(sent).get("MSA", 2)).isEqualTo(sent.controlId());
            }
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void aBrokenLineIsOpenedAnewForTheNextMessage() throws Exception {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var line = new MllpLine((InetSocketAddress) server.getLocalSocketAddress())) {
            var otherSide = Executors.newSingleThreadExecutor();
            otherSide.submit(() -> breakOneLineAndServeTheNext(server));

            assertThatThrownBy(() -> line.send(his.message("ADT^A08^ADT_A01", "2.5")))
                    .isInstanceOf(IOException.class);
            assertThat(line.send(his.message("ADT^A08^ADT_A01", "2.5")).get("MSA", 1))
                    .isEqualTo("AA");
            otherSide.shutdownNow();
        }
    }

    private Void breakOneLineAndServeTheNext(ServerSocket server) throws IOException {
        server.accept().close();
        try (var line = server.accept()) {
            Hl7 message = new Frames(line.getInputStream()).next().map(Hl7::of).orElseThrow();
            line.getOutputStream().write(Frames.wrap(other.accept(message).bytes()));
        }
        return null;
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
