package org.chemoloop.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A sender's end of a line, byte by byte if a test wants it so. */
public final class MllpLine implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;

    public MllpLine(int port) throws IOException {
        socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    public static byte[] framed(byte[] content) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x0B);
        frame.writeBytes(content);
        frame.write(0x1C);
        frame.write('\r');
        return frame.toByteArray();
    }

    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    public byte[] send(byte[] message) throws IOException {
        write(framed(message));
        return read();
    }

    public Hl7 send(String message) throws IOException {
        return new Hl7(new String(send(message.getBytes(UTF_8)), UTF_8));
    }

    /** The content of the next frame. */
    public byte[] read() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int b = in.read(); b != 0x1C; b = in.read()) {
            if (b < 0) {
                throw new EOFException("closed without an answer");
            }
            if (b != 0x0B && !(b == '\r' && content.size() == 0)) {
                content.write(b);
            }
        }
        return content.toByteArray();
    }

    public Hl7 readMessage() throws IOException {
        return new Hl7(new String(read(), UTF_8));
    }

    /** Whether the other side has closed the connection. */
    public boolean isClosedByPeer() throws IOException {
        int b = in.read();
        while (b == '\r') {
            b = in.read();
        }
        return b < 0;
    }

    public void quietFor(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
