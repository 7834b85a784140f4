package org.chemoloop.routes.mllp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts the byte stream of one connection into messages, in time linear to the bytes, leaving later messages unread.
 *
 * <p>Lenient as real senders need it: junk between frames is skipped, FS ends a frame with or without CR, and SB inside
 * a frame means that the sender started over, so the half message is dropped rather than glued to the next one.
 */
final class FrameReader {
    static final byte START = 0x0B;
    static final byte END = 0x1C;
    static final byte RETURN = 0x0D;

    private static final Logger log = LoggerFactory.getLogger(FrameReader.class);
    private static final int CHUNK = 8192;

    private final Socket socket;
    private final InputStream in;
    private final int maxBytes;
    private final int idleMillis;
    private final int patienceMillis;
    private final byte[] chunk = new byte[CHUNK];
    private int position;
    private int limit;

    /**
     * @param idle how long to wait for a frame to begin; zero is for ever
     * @param patience how long the peer may be silent inside a frame
     */
    FrameReader(Socket socket, int maxBytes, Duration idle, Duration patience) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.maxBytes = maxBytes;
        this.idleMillis = Math.toIntExact(idle.toMillis());
        this.patienceMillis = Math.toIntExact(patience.toMillis());
    }

    /** The content of the next frame, or null when the peer has closed the connection between frames. */
    byte @Nullable [] next() throws IOException {
        socket.setSoTimeout(idleMillis);
        if (!skipToStart()) {
            return null;
        }
        socket.setSoTimeout(patienceMillis);
        return content();
    }

    private boolean skipToStart() throws IOException {
        int junk = 0;
        while (true) {
            while (position < limit) {
                byte b = chunk[position++];
                if (b == START) {
                    if (junk > 0) {
                        log.warn("skipped={} bytes between frames from={}", junk, socket.getRemoteSocketAddress());
                    }
                    return true;
                }
                if (b != RETURN && b != '\n') {
                    junk++;
                }
            }
            if (!fill()) {
                return false;
            }
        }
    }

    private byte[] content() throws IOException {
        byte[] frame = new byte[CHUNK];
        int length = 0;
        while (true) {
            int from = position;
            while (position < limit && chunk[position] != END && chunk[position] != START) {
                position++;
            }
            int found = position - from;
            if (length + found > maxBytes) {
                byte[] beginning = Arrays.copyOf(frame, maxBytes);
                System.arraycopy(chunk, from, beginning, length, maxBytes - length);
                throw new FrameTooLargeException(beginning, maxBytes);
            }
            if (length + found > frame.length) {
                frame = Arrays.copyOf(frame, Math.min(maxBytes, Math.max(2 * frame.length, length + found)));
            }
            System.arraycopy(chunk, from, frame, length, found);
            length += found;
            if (position < limit) {
                if (chunk[position++] == END) {
                    return Arrays.copyOf(frame, length);
                }
                log.warn(
                        "dropped={} bytes of a frame that was started over from={}",
                        length,
                        socket.getRemoteSocketAddress());
                length = 0;
            } else if (!fill()) {
                throw new EOFException("the connection was closed inside a frame, after " + length + " bytes");
            }
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(chunk));
        return limit > 0;
    }

    /** Reads on without looking, so that a peer still writing gets the answer instead of a reset. */
    void drain(long bytes, Duration atMost) throws IOException {
        socket.setSoTimeout(Math.toIntExact(atMost.toMillis()));
        long left = bytes;
        while (left > 0 && fill()) {
            left -= limit;
        }
    }

    static byte[] framed(byte[] content) {
        byte[] frame = new byte[content.length + 3];
        frame[0] = START;
        System.arraycopy(content, 0, frame, 1, content.length);
        frame[content.length + 1] = END;
        frame[content.length + 2] = RETURN;
        return frame;
    }
}
