package org.chemoloop.routes.submit;

/** Says that the FHIR side has not decided, and whether it ever will. */
public final class SubmitFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final FailureKind kind;
    private final boolean reached;
    private final String said;

    SubmitFailure(FailureKind kind, boolean reached, String message) {
        this(kind, reached, message, "");
    }

    /** @param said what the server says about it: may speak of the patient, so no log shows it */
    SubmitFailure(FailureKind kind, boolean reached, String message, String said) {
        super(message);
        this.kind = kind;
        this.reached = reached;
        this.said = said;
    }

    /** All that is known of it, for those who may see the message itself. */
    public String told() {
        return said.isEmpty() ? String.valueOf(getMessage()) : getMessage() + " " + said;
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
