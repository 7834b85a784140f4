package org.chemoloop.label.fhir;

import org.jspecify.annotations.Nullable;

/** The FHIR server doesn't answer, or not in time, or says itself that it can't now; asking again later may help. */
public final class FhirServerAwayException extends Exception {
    private static final long serialVersionUID = 1L;

    public FhirServerAwayException(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
