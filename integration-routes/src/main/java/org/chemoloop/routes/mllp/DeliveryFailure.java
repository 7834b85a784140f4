package org.chemoloop.routes.mllp;

import java.io.IOException;

/** Says that a counterpart has not accepted a message, in the ways that call for different patience. */
public abstract sealed class DeliveryFailure extends IOException {
    private static final long serialVersionUID = 1;

    private final String said;

    private DeliveryFailure(String message, String said) {
        super(message);
        this.said = said;
    }

    /** All that is known of it, for those who may see the message itself. */
    public String told() {
        return said.isEmpty() ? String.valueOf(getMessage()) : getMessage() + " " + said;
    }

    /** Nobody there: nothing was sent, and nothing else could be. */
    public static final class Unreachable extends DeliveryFailure {
        private static final long serialVersionUID = 1;

        Unreachable(String message) {
            super(message, "");
        }
    }

    /** No answer in time, or one to something else: it may have arrived, and the fault may lie in this message. */
    public static final class NoAnswer extends DeliveryFailure {
        private static final long serialVersionUID = 1;

        NoAnswer(String message) {
            super(message, "");
        }
    }

    /** AE or CE: the counterpart failed on it; a few more tries may help. */
    public static final class Failed extends DeliveryFailure {
        private static final long serialVersionUID = 1;

        /** @param said what the counterpart says about it: may speak of the patient, so no log shows it */
        Failed(String code, String said) {
            super(code, said);
        }
    }

    /** AR or CR: the counterpart will never take it. */
    public static final class Rejected extends DeliveryFailure {
        private static final long serialVersionUID = 1;

        /** @param said what the counterpart says about it: may speak of the patient, so no log shows it */
        Rejected(String code, String said) {
            super(code, said);
        }
    }
}
