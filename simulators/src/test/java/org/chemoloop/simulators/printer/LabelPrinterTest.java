package org.chemoloop.simulators.printer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LabelPrinterTest {
    private final BlockingQueue<String> paper = new LinkedBlockingQueue<>();
    private LabelPrinter printer;

    @BeforeEach
    void switchOn() throws IOException {
        printer = LabelPrinter.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                label -> paper.add(new String(label, ISO_8859_1)),
                why -> {});
    }

    @AfterEach
    void switchOff() throws IOException {
        printer.close();
    }

    @Test
    void whatIsAskedIsAnsweredAndNotPrinted() throws Exception {
        try (Socket line = line()) {
            send(line, "~HS\r\n^XA^FDlabel^FS^XZ\n~HS\r\n");
            assertThat(new String(line.getInputStream().readNBytes(2 * 82), ISO_8859_1))
                    .startsWith("\u0002030,0,0")
                    .contains("\u0003\r\n\u0002030,0,0");
        }

        assertThat(paper.poll(10, TimeUnit.SECONDS)).isEqualTo("^XA^FDlabel^FS^XZ\n");
    }

    @Test
    void withoutPaperItSaysSoInBothLanguages() throws Exception {
        printer.has(Trouble.OUT_OF_PAPER);
        try (Socket line = line()) {
            send(line, "~HS\r\n");
            assertThat(new String(line.getInputStream().readNBytes(82), ISO_8859_1))
                    .startsWith("\u0002030,1,0");
            send(line, "\u001b!?");
            assertThat(line.getInputStream().read()).isEqualTo(4);
        }
    }

    private Socket line() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), printer.port());
    }

    private static void send(Socket line, String text) throws IOException {
        line.getOutputStream().write(text.getBytes(ISO_8859_1));
        line.getOutputStream().flush();
    }
}
