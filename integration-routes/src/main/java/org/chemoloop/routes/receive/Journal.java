package org.chemoloop.routes.receive;

import java.util.UUID;

/** Where messages are kept before anybody is told that they are. */
public interface Journal {
    /** Returns when the message would survive a power cut. */
    void keep(KeptMessage message, String group) throws NotKeptException;

    /** Says that a message could not be kept, so that its sender has to keep it. */
    final class NotKeptException extends Exception {
        private static final long serialVersionUID = 1;

        private final transient KeptMessage message;

        public NotKeptException(KeptMessage message, Throwable cause) {
            super(message.id() + " was not kept: " + cause.getMessage(), cause);
            this.message = message;
        }

        public KeptMessage notKept() {
            return message;
        }

        public UUID id() {
            return message.id();
        }
    }
}
