package org.chemoloop.scenarios;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A HIS or PIVAS whose line is as bad as its mood, on a port that stays the same. It takes what it accepts by its
 * MSH-10, as the interface guide asks: a message that comes again is accepted again and taken once.
 */
final class UnrulyCounterpart implements AutoCloseable {

    /** How it treats what it is told. */
    enum Mood {
        FRIENDLY,
        /** Closes the line in the middle of a message. */
        DROPS,
        /** Takes the message and answers when nobody waits any more. */
        LATE,
        /** Refuses twice by AE what it then accepts. */
        ERRORS,
        /** Takes the message and acknowledges another one. */
        MISMATCHES,
        /** Does not listen. */
        GONE
    }

    private static final long LATE_MILLIS = 4_000;
    private static final int ERRORS_PER_MESSAGE = 2;

    private final int port;
    private final List<Hl7> taken = new ArrayList<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> errors = new ConcurrentHashMap<>();
    private final Set<Socket> lines = ConcurrentHashMap.newKeySet();
    private volatile Mood mood = Mood.FRIENDLY;
    private @Nullable ServerSocket server;

    UnrulyCounterpart() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        listen();
    }

    int port() {
        return port;
    }

    /** Changes its mood; lines that were open before are closed. */
    synchronized void become(Mood other) throws IOException {
        mood = other;
        if (other == Mood.GONE) {
            close();
        } else if (server == null) {
            listen();
        }
        for (Socket line : lines) {
            line.close();
        }
    }

    /** Every message it has taken, each once, in the order of their first arrival. */
    List<Hl7> taken() {
        synchronized (taken) {
            return List.copyOf(taken);
        }
    }

    private synchronized void listen() throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server = socket;
        daemon(() -> acceptAll(socket));
    }

    private void acceptAll(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket line = socket.accept();
                lines.add(line);
                daemon(() -> serve(line));
            } catch (IOException closed) {
                if (!socket.isClosed()) {
                    throw new IllegalStateException(closed);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (var line = new MllpStream(socket)) {
            if (mood == Mood.DROPS) {
                // The first bytes of a message, if that.
                socket.getInputStream().readNBytes(40);
                return;
            }
            for (var message = line.read(); message.isPresent(); message = line.read()) {
                answer(line, message.get());
            }
        } catch (IOException broken) {
            // Lines break here all the time; what matters is what is taken in the end.
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } finally {
            lines.remove(socket);
        }
    }

    private void answer(MllpStream line, Hl7 message) throws IOException, InterruptedException {
        String control = message.controlId();
        switch (mood) {
            case ERRORS -> {
                if (errors.merge(control, 1, Integer::sum) <= ERRORS_PER_MESSAGE) {
                    line.write(acknowledgment("AE", control));
                    return;
                }
                take(message);
                line.write(acknowledgment("AA", control));
            }
            case LATE -> {
                take(message);
                Thread.sleep(LATE_MILLIS);
                line.write(acknowledgment("AA", control));
            }
            case MISMATCHES -> {
                take(message);
                line.write(acknowledgment("AA", "X" + control));
            }
            case FRIENDLY, DROPS, GONE -> {
                take(message);
                line.write(acknowledgment("AA", control));
            }
        }
    }

    private void take(Hl7 message) {
        synchronized (taken) {
            if (known.add(message.controlId())) {
                taken.add(message);
            }
        }
    }

    private static Hl7 acknowledgment(String code, String control) {
        return Hl7.of(
                "MSH|^~\\&|COUNTERPART|HOSPITAL|CHEMOLOOP|DAYCHEMO|||ACK|A" + control + "|P|2.5",
                "MSA|" + code + "|" + control);
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "counterpart");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
