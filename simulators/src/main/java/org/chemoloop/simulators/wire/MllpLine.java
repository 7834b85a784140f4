package org.chemoloop.simulators.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A sender's line: one message at a time; a broken line is opened anew with the next message. */
public final class MllpLine implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 30_000;

    private final InetSocketAddress address;
    private @Nullable Connection connection;

    /** A line that connects with its first message. */
    public MllpLine(InetSocketAddress address) {
        this.address = address;
    }

    /**
     * Sends one message and waits for its answer.
     *
     * @throws IOException when there is no answer; the sender may then repeat the same message, as a HIS does
     */
    public synchronized Hl7 send(Hl7 message) throws IOException {
        if (connection == null) {
            connection = Connection.to(address);
        }
        try {
            connection.socket().getOutputStream().write(Frames.wrap(message.bytes()));
            return connection
                    .answers()
                    .next()
                    .map(Hl7::of)
                    .orElseThrow(() -> new IOException("line closed without an answer"));
        } catch (IOException broken) {
            close();
            throw broken;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (connection != null) {
            connection.socket().close();
        }
        connection = null;
    }

    private record Connection(Socket socket, Frames answers) {

        static Connection to(InetSocketAddress address) throws IOException {
            var socket = new Socket();
            socket.connect(address, CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.setTcpNoDelay(true);
            return new Connection(socket, new Frames(socket.getInputStream()));
        }
    }
}
