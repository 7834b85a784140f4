package org.chemoloop.routes.mllp;

import java.time.Duration;

/**
 * What one listener lets its peers do.
 *
 * @param maxFrame bytes of a message
 * @param connections open at the same time
 * @param readTimeout silence inside a frame
 */
record MllpLimits(int maxFrame, int connections, Duration readTimeout) {
    static final int MAX_FRAME = 16 * 1024 * 1024;
    static final int CONNECTIONS = 200;
    static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
}
