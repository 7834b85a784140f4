package org.chemoloop.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.function.Consumer;

/** A PIVAS or HIS that accepts whatever it is told. */
final class Counterpart implements AutoCloseable {

    private final ServerSocket server;
    private final Consumer<String> heard;

    /** @param heard gets every message, perhaps twice */
    Counterpart(int port, Consumer<String> heard) throws IOException {
        this.heard = heard;
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        daemon(this::acceptAll);
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket line = server.accept();
                daemon(() -> serve(line));
            }
        } catch (SocketException closed) {
            // The run is over.
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void serve(Socket line) {
        try (line;
                InputStream in = new BufferedInputStream(line.getInputStream())) {
            while (true) {
                String message = LoadLine.read(in);
                heard.accept(message);
                String control = message.split("\\|", 11)[9];
                String answer = "MSH|^~\\&|COUNTERPART|HOSPITAL|CHEMOLOOP|DAYCHEMO|||ACK|A" + control
                        + "|P|2.5\rMSA|AA|" + control + "\r";
                line.getOutputStream().write(LoadMessages.frame(answer.getBytes(UTF_8)));
            }
        } catch (EOFException | SocketException closed) {
            // The other side has closed; it comes back when it has something to say.
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "counterpart");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
