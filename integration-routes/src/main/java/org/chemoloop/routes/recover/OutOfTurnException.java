package org.chemoloop.routes.recover;

/**
 * Says that something came out of a queue before what was to come first: a broker that takes a group away from one
 * consumer and gives it to another may do that. Back in the queue it finds its place.
 */
public final class OutOfTurnException extends Exception {
    private static final long serialVersionUID = 1;

    public OutOfTurnException(String what) {
        super(what);
    }
}
