package org.chemoloop.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class MllpLoadTest {

    private final Set<String> controlIds = ConcurrentHashMap.newKeySet();

    @Test
    void everyStageSendsDistinctMessagesAndCountsWhatWasNotAccepted() throws Exception {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            listen(server, "AA");
            var stages = new MllpLoad(options(server, "--enhanced"), Clock.systemUTC()).run();

            assertThat(stages).extracting(Stage::connections).containsExactly(1, 2);
            assertThat(stages).allSatisfy(stage -> {
                assertThat(stage.messages()).isPositive();
                assertThat(stage.notAccepted()).isZero();
                assertThat(stage.millisOf(0.5)).isLessThanOrEqualTo(stage.millisOf(0.99));
                assertThat(stage.processorTime()).containsKey("self");
            });
            assertThat(controlIds)
                    .hasSize(stages.stream().mapToInt(Stage::messages).sum());
        }
    }

    @Test
    void aListenerThatRefusesIsNotFast() throws Exception {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            listen(server, "AE");
            var stages = new MllpLoad(options(server, "--message", "rde"), Clock.systemUTC()).run();

            assertThat(stages)
                    .allSatisfy(stage -> assertThat(stage.notAccepted()).isEqualTo(stage.messages()));
        }
    }

    @Test
    void onlyThisMachineIsLoaded() {
        assertThatThrownBy(() -> LoadOptions.parse("192.0.2.1:2575")).hasMessageContaining("not this machine");
        assertThatThrownBy(() -> LoadOptions.parse("2575", "--connections", "5000"))
                .hasMessageContaining("5000");
    }

    private static LoadOptions options(ServerSocket server, String... more) {
        String[] usual = {
            String.valueOf(server.getLocalPort()),
            "--connections",
            "1,2",
            "--seconds",
            "1",
            "--warm-up",
            "0",
            "--pid",
            "self=" + ProcessHandle.current().pid()
        };
        String[] all = new String[usual.length + more.length];
        System.arraycopy(usual, 0, all, 0, usual.length);
        System.arraycopy(more, 0, all, usual.length, more.length);
        return LoadOptions.parse(all);
    }

    private void listen(ServerSocket server, String code) {
        daemon(() -> {
            while (!server.isClosed()) {
                Socket line = server.accept();
                daemon(() -> answer(line, code));
            }
        });
    }

    private void answer(Socket line, String code) throws IOException {
        try (line) {
            var in = new BufferedInputStream(line.getInputStream());
            var content = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                content.write(b);
                if (b == 0x1c) {
                    String control = content.toString(UTF_8).split("\\|", -1)[9];
                    controlIds.add(control);
                    line.getOutputStream()
                            .write(("\u000bMSH|^~\\&\rMSA|" + code + "|" + control + "\r\u001c\r").getBytes(UTF_8));
                    content.reset();
                }
            }
        }
    }

    private static void daemon(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // The test has closed the listener.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException;
    }
}
