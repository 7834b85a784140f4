package org.chemoloop.label.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Zebra on a real socket: keeps what it was sent, answers {@code ~HS}, can be off, out of paper, or break off. */
public final class PrinterStandIn implements QuarkusTestResourceLifecycleManager {
    private static final String ASKED = "~HS\r\n";
    private static final int NEVER = Integer.MAX_VALUE;

    static final List<String> PRINTED = new CopyOnWriteArrayList<>();
    static volatile boolean outOfPaper;
    static volatile int breaksAfter = NEVER;

    private static ServerSocket listening;
    private static int port;

    @Override
    public Map<String, String> start() {
        on();
        return Map.of(
                "chemoloop.label.printers",
                "zebra,tcp:127.0.0.1:" + port + ",zpl,203,静配中心,70x50;file,file:target/printed,tspl,203,护士站",
                "chemoloop.label.printer-patience",
                "2s");
    }

    @Override
    public void stop() {
        off();
    }

    static void well() {
        PRINTED.clear();
        outOfPaper = false;
        breaksAfter = NEVER;
    }

    static synchronized void on() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            port = socket.getLocalPort();
            listening = socket;
            Thread printer = new Thread(() -> serve(socket), "zebra");
            printer.setDaemon(true);
            printer.start();
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    static synchronized void off() {
        try {
            listening.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void serve(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (Socket line = socket.accept()) {
                print(line);
            } catch (SocketException off) {
                // Switched off, or the other side broke off.
                Thread.yield();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private static void print(Socket line) throws IOException {
        StringBuilder label = new StringBuilder();
        InputStream in = line.getInputStream();
        for (int c = in.read(); c >= 0; c = in.read()) {
            label.append((char) c);
            if (label.length() >= breaksAfter && label.toString().contains("^XA")) {
                line.setSoLinger(true, 0);
                return;
            }
            if (label.length() >= ASKED.length()
                    && label.substring(label.length() - ASKED.length()).equals(ASKED)) {
                label.setLength(label.length() - ASKED.length());
                line.getOutputStream().write(status().getBytes(ISO_8859_1));
            }
        }
        if (!label.isEmpty()) {
            PRINTED.add(label.toString());
        }
    }

    private static String status() {
        return "\u0002030," + (outOfPaper ? 1 : 0) + ",0,1245,000,0,0,0,000,0,0,0\u0003\r\n"
                + "\u0002000,0,0,0,0,2,4,0,00000000,1,000\u0003\r\n"
                + "\u00021234,0\u0003\r\n";
    }
}
