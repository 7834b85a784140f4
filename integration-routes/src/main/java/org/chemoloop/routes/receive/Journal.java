package org.chemoloop.routes.receive;

import java.util.UUID;

/** Where messages are kept before anybody is told that they are. */
public interface Journal {
    /**
     * Returns when the message would survive a power cut.
     *
     * @param turn where its sender waits for the answer
     */
    void keep(KeptMessage message, String group, Turn turn) throws NotKeptException;

    /** Says that a message could not be kept, so that its sender has to keep it. */
    final class NotKeptException extends Exception {
        private static final long serialVersionUID = 1;

        private final transient KeptMessage message;
        private final boolean perhapsKept;

        /** @param perhapsKept whether the line broke before anybody could say so */
        public NotKeptException(KeptMessage message, Throwable cause, boolean perhapsKept) {
            super(message.id() + " was not kept: " + cause.getMessage(), cause);
            this.message = message;
            this.perhapsKept = perhapsKept;
        }

        /** Whether the message may be in the queue nevertheless. */
        public boolean perhapsKept() {
            return perhapsKept;
        }

        public KeptMessage notKept() {
            return message;
        }

        public UUID id() {
            return message.id();
        }
    }
}
