package org.chemoloop.routes.mllp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages over one lasting connection, one at a time, and waits for each answer.
 *
 * <p>It never repeats a message by itself: whoever keeps the message decides. After a time-out or an answer to another
 * message the connection is closed, because a late answer would pass for that of the next message.
 */
public final class MllpSender implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MllpSender.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final int MAX_ANSWER = 1024 * 1024;

    private final String host;
    private final int port;
    private final Duration patience;
    private final SocketFactory sockets;
    private volatile @Nullable Line line;
    private volatile String trouble = "";
    private long lastUsed;

    public MllpSender(String address, Duration patience, SocketFactory sockets) {
        int colon = address.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("an address is HOST:PORT, not " + address);
        }
        this.host = address.substring(0, colon);
        this.port = Integer.parseInt(address.substring(colon + 1));
        this.patience = patience;
        this.sockets = sockets;
    }

    /** Delivers a message: returns when it is accepted (AA or CA) under its own control id. */
    public Acknowledgment deliver(byte[] message) throws DeliveryFailure {
        try {
            Acknowledgment said = accepted(message);
            trouble = "";
            return said;
        } catch (DeliveryFailure e) {
            trouble = e.told();
            throw e;
        }
    }

    private synchronized Acknowledgment accepted(byte[] message) throws DeliveryFailure {
        String controlId = Acknowledgment.controlIdOf(message);
        byte[] answer = exchange(message);
        Acknowledgment said = Acknowledgment.read(answer).orElse(null);
        if (said == null) {
            close();
            throw new DeliveryFailure.NoAnswer(
                    host + ":" + port + " answered " + answer.length + " bytes without MSH and MSA");
        }
        if (!said.controlId().equals(controlId)) {
            close();
            throw new DeliveryFailure.NoAnswer(
                    host + ":" + port + " answered to " + said.controlId() + " instead of " + controlId);
        }
        return switch (said.code()) {
            case "AA", "CA" -> said;
            case "AR", "CR" -> throw new DeliveryFailure.Rejected(said.code(), said.text());
            default -> throw new DeliveryFailure.Failed(said.code(), said.text());
        };
    }

    /** Sends a message and returns whatever comes back. */
    public synchronized byte[] exchange(byte[] message) throws DeliveryFailure {
        Line line = connected();
        try {
            line.socket().getOutputStream().write(FrameReader.framed(message));
            byte[] answer = line.answers().next();
            if (answer == null) {
                throw new IOException("closed the connection without an answer");
            }
            lastUsed = System.nanoTime();
            return answer;
        } catch (SocketTimeoutException e) {
            close();
            throw new DeliveryFailure.NoAnswer(host + ":" + port + " gave no answer within " + patience);
        } catch (IOException e) {
            close();
            throw new DeliveryFailure.NoAnswer(host + ":" + port + ": " + e.getMessage());
        }
    }

    private Line connected() throws DeliveryFailure {
        Line known = line;
        if (known != null && !hungUp(known.socket())) {
            return known;
        }
        close();
        try {
            Socket fresh = sockets.createSocket();
            try {
                MllpSockets.expectName(fresh);
                fresh.connect(new InetSocketAddress(host, port), Math.toIntExact(CONNECT.toMillis()));
                fresh.setKeepAlive(true);
                fresh.setTcpNoDelay(true);
                MllpSockets.shakeHands(fresh, patience);
                known = new Line(fresh, new FrameReader(fresh, MAX_ANSWER, patience, patience));
            } catch (IOException e) {
                fresh.close();
                throw e;
            }
        } catch (IOException e) {
            throw new DeliveryFailure.Unreachable(host + ":" + port + ": " + e.getMessage());
        }
        line = known;
        return known;
    }

    /** A counterpart that restarted has closed our connection; writing to it would only cost a try. */
    private boolean hungUp(Socket socket) {
        if (System.nanoTime() - lastUsed < IDLE.toNanos()) {
            return false;
        }
        try {
            socket.setSoTimeout(1);
            // The end of the stream, or the late answer to something else: no good either way.
            socket.getInputStream().read();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    String trouble() {
        return trouble;
    }

    /** Whether the last exchange left a connection behind. */
    public boolean isConnected() {
        return line != null;
    }

    @Override
    public synchronized void close() {
        Line old = line;
        line = null;
        if (old != null) {
            try {
                old.socket().close();
            } catch (IOException e) {
                log.debug("close failed reason={}", e.getMessage());
            }
        }
    }

    private record Line(Socket socket, FrameReader answers) {}
}
