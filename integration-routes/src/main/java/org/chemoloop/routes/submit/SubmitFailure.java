package org.chemoloop.routes.submit;

/** Says that the FHIR side has not decided, and whether it ever will. */
public final class SubmitFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final FailureKind kind;
    private final boolean reached;

    SubmitFailure(FailureKind kind, boolean reached, String message) {
        super(message);
        this.kind = kind;
        this.reached = reached;
    }

    public FailureKind kind() {
        return kind;
    }

    /** Whether the server was there and answered: then the fault may lie in this very message. */
    public boolean reached() {
        return reached;
    }

    /** Whether the message itself may be what the server cannot bear. */
    public boolean blames() {
        return reached || kind == FailureKind.AMBIGUOUS;
    }
}
