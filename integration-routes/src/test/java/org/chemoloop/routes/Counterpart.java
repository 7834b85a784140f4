package org.chemoloop.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A HIS or PIVAS that records what it is told and answers as a test says. */
public final class Counterpart {
    private final int port;
    private final List<Hl7> received = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ServerSocket listening;
    private @Nullable Thread accepting;
    private volatile Function<Hl7, String> answer = message -> "AA";

    public Counterpart() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        up();
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public synchronized void up() throws IOException {
        if (listening != null) {
            return;
        }
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listening = socket;
        accepting = thread(() -> accept(socket));
    }

    public synchronized void down() throws IOException {
        ServerSocket socket = listening;
        if (socket != null) {
            listening = null;
            socket.close();
            awaitTheEndOf(accepting);
        }
        for (Socket connection : open) {
            connection.close();
        }
        open.clear();
    }

    /** The port is free only when the thread has left its accept. */
    private static void awaitTheEndOf(@Nullable Thread accepting) throws IOException {
        try {
            if (accepting != null) {
                accepting.join(5_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("while the port was being freed");
        }
    }

    /** MSA-1 of each answer; an empty one stays silent. */
    public void answers(Function<Hl7, String> code) {
        answer = code;
    }

    public void behave() throws IOException {
        answer = message -> "AA";
        received.clear();
        up();
    }

    public List<Hl7> received() {
        return List.copyOf(received);
    }

    public List<Hl7> received(String kind, String containing) {
        return received.stream()
                .filter(message -> message.kind().equals(kind) && message.text().contains(containing))
                .toList();
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                open.add(connection);
                thread(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == 0x1C) {
                    reply(connection, new Hl7(content.toString(UTF_8).strip() + "\r"));
                    content.reset();
                } else if (b != 0x0B) {
                    content.write(b);
                }
            }
        } catch (IOException e) {
            // A test that goes down in the middle means it.
        } finally {
            open.remove(connection);
        }
    }

    private void reply(Socket connection, Hl7 message) throws IOException {
        String code = answer.apply(message);
        received.add(message);
        if (code.isEmpty()) {
            return;
        }
        String reply = "MSH|^~\\&|KIT|KIT|CHEMOLOOP|DAYCHEMO|20260101000000||ACK|A" + message.get("MSH", 10)
                + "|P|2.5\rMSA|" + code + "|" + message.get("MSH", 10) + "|as the test wants it\r";
        connection.getOutputStream().write(MllpLine.framed(reply.getBytes(UTF_8)));
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "counterpart");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
