package org.chemoloop.label.device;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chemoloop.label.printer.LabelFormat;
import org.jspecify.annotations.Nullable;

/**
 * Raw TCP as on port 9100. The protocol has no receipt, so the printer is asked how it is before and after: an answer
 * after the label means that it has read all of it. A printer that never answers is believed when nothing breaks.
 */
record TcpLine(String host, int port, LabelFormat language, Duration patience) implements Printer.Line {
    private static final int LONGEST_ANSWER = 512;
    private static final int LAST_WORDS = 300;
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(1);

    @Override
    public Sent send(byte[] label) {
        try (Socket socket = connect()) {
            Optional<Condition> before = ask(socket, FIRST_ANSWER);
            if (before.isPresent() && !before.get().ready()) {
                return new Sent.NotSent(before.get().says());
            }
            return send(label, socket, before.isPresent());
        } catch (IOException away) {
            return new Sent.NotSent("no answer at " + address() + ": " + away.getMessage());
        }
    }

    /** From the first byte on, only an answer of the printer makes it certain. */
    private Sent send(byte[] label, Socket socket, boolean answers) {
        // A blocked write knows no timeout: a printer that stops reading is hung up on.
        CompletableFuture<Void> hangUp = CompletableFuture.runAsync(
                () -> close(socket), CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
        try {
            socket.getOutputStream().write(label);
            socket.getOutputStream().flush();
            if (answers && ask(socket, patience).isEmpty()) {
                return new Sent.Unsure("the printer fell silent after the label");
            }
            socket.shutdownOutput();
            drain(socket);
            return new Sent.Printed();
        } catch (IOException broken) {
            return new Sent.Unsure("the connection broke: " + broken.getMessage());
        } finally {
            hangUp.cancel(false);
        }
    }

    @Override
    public Condition condition() {
        try (Socket socket = connect()) {
            // One that doesn't answer is there all the same.
            return ask(socket, FIRST_ANSWER).orElseGet(Condition::good);
        } catch (IOException away) {
            return Condition.not("no answer at " + address());
        }
    }

    @Override
    public String address() {
        return "tcp:" + host + ":" + port;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), (int) Math.min(3_000, patience.toMillis()));
            return socket;
        } catch (IOException away) {
            socket.close();
            throw away;
        }
    }

    private Optional<Condition> ask(Socket socket, Duration within) throws IOException {
        @Nullable StatusQuestion question = StatusQuestion.in(language).orElse(null);
        if (question == null) {
            return Optional.empty();
        }
        socket.getOutputStream().write(question.bytes());
        socket.getOutputStream().flush();
        socket.setSoTimeout((int) within.toMillis());
        byte[] answer = new byte[LONGEST_ANSWER];
        int length = 0;
        try {
            while (length < answer.length && !question.isComplete(answer, length)) {
                int read = socket.getInputStream().read(answer, length, answer.length - length);
                if (read < 0) {
                    return Optional.empty();
                }
                length += read;
            }
            return Optional.of(question.read(answer, length));
        } catch (SocketTimeoutException silent) {
            return Optional.empty();
        }
    }

    /** Closing with something unread would reset the line, and the printer might lose what it has not read yet. */
    private static void drain(Socket socket) throws IOException {
        socket.setSoTimeout(LAST_WORDS);
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketTimeoutException silent) {
            // It has nothing more to say, and keeps its end open: that is its way.
            return;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // Whoever writes to it hears of it.
            Thread.yield();
        }
    }
}
