package org.chemoloop.routes.mllp;

import java.io.IOException;

/** Says that a counterpart has not accepted a message, in the three ways that call for different patience. */
public abstract sealed class DeliveryFailure extends IOException {
    private static final long serialVersionUID = 1;

    private DeliveryFailure(String message) {
        super(message);
    }

    /** Nobody there, no answer in time, or an answer to something else: try again for as long as it takes. */
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
