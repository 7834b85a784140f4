package org.chemoloop.routes.mllp;

import org.jspecify.annotations.Nullable;

/** Takes the content of a frame and gives the answer to send back. */
interface FrameHandler {
    /**
     * @param tooLarge the frame exceeds the limit and this is only its beginning
     * @return the answer; null when the sender wants none
     * @throws Exception when there is no answer at all: the connection is then closed, so that the sender tries again
     */
    byte @Nullable [] answer(byte[] content, boolean tooLarge) throws Exception;
}
