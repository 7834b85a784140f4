package org.chemoloop.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/** One connection that sends, waits for the answer and sends the next, until time or messages run out. */
final class LoadLine implements Callable<Stage.Part> {

    private static final int ANSWER_MILLIS = 60_000;

    private final InetSocketAddress address;
    private final LoadMessages messages;
    private final long endNanos;
    private final Limit limit;

    LoadLine(InetSocketAddress address, LoadMessages messages, long endNanos, Limit limit) {
        this.address = address;
        this.messages = messages;
        this.endNanos = endNanos;
        this.limit = limit;
    }

    @Override
    public Stage.Part call() throws IOException {
        try (var socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.connect(address);
            var in = new BufferedInputStream(socket.getInputStream());
            var part = new Stage.Part();
            while (System.nanoTime() < endNanos && limit.oneMore()) {
                LoadMessages.Message message = messages.next();
                long sent = System.nanoTime();
                socket.getOutputStream().write(message.frame());
                String answer = read(in);
                part.add(System.nanoTime() - sent, message.isAcceptedBy(answer));
            }
            return part;
        }
    }

    static String read(InputStream in) throws IOException {
        var content = new ByteArrayOutputStream();
        for (int b = in.read(); b != 0x1c; b = in.read()) {
            if (b < 0) {
                throw new EOFException("closed without an answer");
            }
            content.write(b);
        }
        in.read();
        return content.toString(UTF_8);
    }

    /** How many messages all the lines of a stage may send together. */
    static final class Limit {

        private final AtomicLong left;

        Limit(long messages) {
            left = new AtomicLong(messages);
        }

        private boolean oneMore() {
            return left.getAndDecrement() > 0;
        }
    }
}
