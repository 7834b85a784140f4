package org.chemoloop.label.fhir;

/** The FHIR server doesn't let this person see what the label would say. */
public final class NotAllowedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean tokenRefused;

    public NotAllowedException(boolean tokenRefused) {
        super(tokenRefused ? "token refused" : "not allowed");
        this.tokenRefused = tokenRefused;
    }

    /** True when the token itself is no longer good, false when the person may not see this patient. */
    public boolean tokenRefused() {
        return tokenRefused;
    }
}
