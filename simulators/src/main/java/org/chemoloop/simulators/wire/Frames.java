package org.chemoloop.simulators.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** MLLP framing of one connection's input: {@code 0x0B … 0x1C 0x0D}. */
final class Frames {

    private static final int START = 0x0b;
    private static final int END = 0x1c;
    private static final int CARRIAGE_RETURN = 0x0d;

    private final InputStream in;

    Frames(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next frame's content; empty when the other side has closed the line. */
    Optional<byte[]> next() throws IOException {
        var content = new ByteArrayOutputStream();
        boolean inside = false;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == START) {
                // A start inside a frame means the first half was abandoned: only what follows counts.
                content.reset();
                inside = true;
            } else if (inside && b == END) {
                int last = in.read();
                if (last == CARRIAGE_RETURN || last < 0) {
                    return Optional.of(content.toByteArray());
                }
                content.write(END);
                content.write(last);
            } else if (inside) {
                content.write(b);
            }
        }
        return Optional.empty();
    }

    static byte[] wrap(byte[] content) {
        byte[] frame = new byte[content.length + 3];
        frame[0] = START;
        System.arraycopy(content, 0, frame, 1, content.length);
        frame[frame.length - 2] = END;
        frame[frame.length - 1] = CARRIAGE_RETURN;
        return frame;
    }
}
