package org.chemoloop.routes.mllp;

import org.jspecify.annotations.Nullable;

/** Takes the content of a frame and gives the answer to send back. */
interface FrameHandler {
    /**
     * @param certificate the name in the certificate that the peer has shown; empty without TLS
     * @param tooLarge the frame exceeds the limit and this is only its beginning
     * @return the answer; null when the sender wants none
     * @throws Exception when there is no answer at all: the connection is then closed, so that the sender tries again
     */
    byte @Nullable [] answer(byte[] content, String certificate, boolean tooLarge) throws Exception;
}
