package org.chemoloop.scenarios;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A HIS or PIVAS that listens, keeps what it hears and accepts it. */
final class Counterpart implements AutoCloseable {

    private final ServerSocket server;
    private final List<Hl7> heard = new CopyOnWriteArrayList<>();

    Counterpart() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::acceptAll);
    }

    int port() {
        return server.getLocalPort();
    }

    /** What it has heard so far of one kind that mentions a code. */
    List<Hl7> heard(String kind, String mentioned, Predicate<Hl7> which) {
        return heard.stream()
                .filter(message -> message.kind().equals(kind) && message.text().contains(mentioned))
                .filter(which)
                .toList();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket line = server.accept();
                daemon(() -> serve(line));
            } catch (IOException closed) {
                if (!server.isClosed()) {
                    throw new IllegalStateException(closed);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (var line = new MllpStream(socket)) {
            for (var message = line.read(); message.isPresent(); message = line.read()) {
                heard.add(message.get());
                line.write(accept(message.get()));
            }
        } catch (IOException broken) {
            // The system was killed in a scenario, or stopped after the last: its side of the line is gone.
            System.err.println("line to counterpart ended: " + broken.getMessage());
        }
    }

    private static Hl7 accept(Hl7 message) {
        return Hl7.of(
                "MSH|^~\\&|COUNTERPART|HOSPITAL|CHEMOLOOP|DAYCHEMO|||ACK|A" + message.controlId() + "|P|2.5",
                "MSA|AA|" + message.controlId());
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "counterpart");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
