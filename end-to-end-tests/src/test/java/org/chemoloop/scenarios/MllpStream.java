package org.chemoloop.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;

/** One MLLP connection, seen from either end. */
final class MllpStream implements AutoCloseable {

    private static final int START = 0x0b;
    private static final int END = 0x1c;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    MllpStream(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    static MllpStream to(int port) throws IOException {
        var socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(30_000);
        return new MllpStream(socket);
    }

    void write(Hl7 message) throws IOException {
        var frame = new ByteArrayOutputStream();
        frame.write(START);
        frame.writeBytes(message.text().getBytes(UTF_8));
        frame.write(END);
        frame.write('\r');
        out.write(frame.toByteArray());
    }

    /** What a sender leaves behind that dies in the middle of a message. */
    void writeHalf(Hl7 message) throws IOException {
        byte[] bytes = message.text().getBytes(UTF_8);
        out.write(START);
        out.write(bytes, 0, bytes.length / 2);
        out.flush();
    }

    /** The next message, or nothing when the other side has closed. */
    Optional<Hl7> read() throws IOException {
        var content = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == END) {
                in.read();
                return Optional.of(new Hl7(content.toString(UTF_8)));
            }
            if (b != START) {
                content.write(b);
            }
        }
        return Optional.empty();
    }

    Hl7 ask(Hl7 message) throws IOException {
        write(message);
        return read().orElseThrow(() -> new IOException("closed without an answer"));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
