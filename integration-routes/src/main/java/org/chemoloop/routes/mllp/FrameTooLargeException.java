package org.chemoloop.routes.mllp;

import java.io.IOException;

/** Says that a frame exceeds the limit; carries its beginning, because the answer needs the header. */
final class FrameTooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient byte[] beginning;

    FrameTooLargeException(byte[] beginning, int maxBytes) {
        super("a frame of more than " + maxBytes + " bytes");
        this.beginning = beginning;
    }

    byte[] beginning() {
        return beginning;
    }
}
