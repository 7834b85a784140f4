package org.chemoloop.simulators.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/** A counterpart that listens: hands every message on and sends back what the handler answers. */
public final class MllpListener implements AutoCloseable {

    private final ServerSocket server;
    private final Function<Hl7, Hl7> handler;
    private final Consumer<String> notice;
    private final Set<Socket> lines = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "mllp-listener");
        thread.setDaemon(true);
        return thread;
    });

    private MllpListener(ServerSocket server, Function<Hl7, Hl7> handler, Consumer<String> notice) {
        this.server = server;
        this.handler = handler;
        this.notice = notice;
    }

    /**
     * Starts to listen; a broken line is told to {@code notice} and ends only itself.
     *
     * @throws IOException when the port is taken
     */
    public static MllpListener listen(InetSocketAddress address, Function<Hl7, Hl7> handler, Consumer<String> notice)
            throws IOException {
        var server = new ServerSocket();
        server.bind(address);
        var listener = new MllpListener(server, handler, notice);
        listener.threads.execute(listener::acceptAll);
        return listener;
    }

    /** The port it listens on, for a listener that was given port 0. */
    public int port() {
        return server.getLocalPort();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket line = server.accept();
                lines.add(line);
                threads.execute(() -> serve(line));
            } catch (IOException closed) {
                if (!server.isClosed()) {
                    notice.accept("listener on port " + port() + ": " + closed.getMessage());
                }
            }
        }
    }

    private void serve(Socket line) {
        try (line) {
            var frames = new Frames(line.getInputStream());
            for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                Hl7 answer = handler.apply(Hl7.of(frame.get()));
                line.getOutputStream().write(Frames.wrap(answer.bytes()));
            }
        } catch (IOException broken) {
            if (!server.isClosed()) {
                notice.accept("line of " + line.getRemoteSocketAddress() + ": " + broken.getMessage());
            }
        } finally {
            lines.remove(line);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket line : lines) {
            line.close();
        }
        threads.shutdownNow();
    }
}
