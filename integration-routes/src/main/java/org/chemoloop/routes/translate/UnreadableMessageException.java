package org.chemoloop.routes.translate;

/** Says that a text has no readable MSH, so that it can only be answered with an empty MSA-2. */
public final class UnreadableMessageException extends Exception {
    private static final long serialVersionUID = 1;

    public UnreadableMessageException(String message) {
        super(message);
    }
}
