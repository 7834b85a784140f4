package org.chemoloop.routes.mllp;

import java.io.IOException;

/** Says that a counterpart has not accepted a message, in the ways that call for different patience. */
public abstract sealed class DeliveryFailure extends IOException {
    private static final long serialVersionUID = 1;

    private DeliveryFailure(String message) {
        super(message);
    }

    /** Nobody there: nothing was sent, and nothing else could be. */
    public static final class Unreachable extends DeliveryFailure {
        private static final long serialVersionUID = 1;

        Unreachable(String message) {
            super(message);
        }
    }

    /** No answer in time, or one to something else: it may have arrived, and the fault may lie in this message. */
    public static final class NoAnswer extends DeliveryFailure {
        private static final long serialVersionUID = 1;

        NoAnswer(String message) {
            super(message);
        }
    }

    /** AE or CE: the counterpart failed on it; a few more tries may help. */
    public static final class Failed extends DeliveryFailure {
        private static final long serialVersionUID = 1;

        Failed(String message) {
            super(message);
        }
    }

    /** AR or CR: the counterpart will never take it. */
    public static final class Rejected extends DeliveryFailure {
        private static final long serialVersionUID = 1;

        Rejected(String message) {
            super(message);
        }
    }
}
