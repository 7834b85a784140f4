package org.chemoloop.simulators.printer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** A printer on raw TCP, as on port 9100: one line at a time, and it answers when asked how it is. */
public final class LabelPrinter implements AutoCloseable {

    private final ServerSocket server;
    private final Consumer<byte[]> paper;
    private final Consumer<String> notice;
    private volatile Trouble trouble = Trouble.NONE;

    private LabelPrinter(ServerSocket server, Consumer<byte[]> paper, Consumer<String> notice) {
        this.server = server;
        this.paper = paper;
        this.notice = notice;
    }

    /**
     * Starts to listen; each label goes to {@code paper}, a broken line is told to {@code notice}.
     *
     * @throws IOException when the port is taken
     */
    public static LabelPrinter listen(InetSocketAddress address, Consumer<byte[]> paper, Consumer<String> notice)
            throws IOException {
        var server = new ServerSocket();
        server.bind(address);
        var printer = new LabelPrinter(server, paper, notice);
        var thread = new Thread(printer::serve, "label-printer");
        thread.setDaemon(true);
        thread.start();
        return printer;
    }

    /** The port it listens on, for a printer that was given port 0. */
    public int port() {
        return server.getLocalPort();
    }

    /** What is wrong with it from now on. */
    public void has(Trouble next) {
        trouble = next;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket line = server.accept()) {
                print(line);
            } catch (IOException broken) {
                if (!server.isClosed()) {
                    notice.accept("label printer on port " + port() + ": " + broken.getMessage());
                }
            }
        }
    }

    private void print(Socket line) throws IOException {
        var feed = new Feed();
        InputStream in = line.getInputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (trouble == Trouble.BREAKS_OFF && feed.hasBegun()) {
                return;
            }
            var asked = feed.take((byte) next);
            if (asked.isPresent()) {
                line.getOutputStream().write(asked.get().answer(trouble == Trouble.OUT_OF_PAPER));
            }
        }
        if (feed.hasBegun()) {
            paper.accept(feed.bytes());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
