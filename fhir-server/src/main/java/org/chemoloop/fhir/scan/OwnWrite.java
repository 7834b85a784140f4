package org.chemoloop.fhir.scan;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;

/**
 * Marks the writes that the server makes itself, after the loop has decided: the only ones that {@link WriteGate} lets
 * through to a bag's resources. The mark is an object of this class loader, so no request from outside can carry it.
 */
public final class OwnWrite {

    private static final Object MARK = new Object();

    private OwnWrite() {}

    /** Request details for reads and writes of our own. */
    public static RequestDetails request() {
        SystemRequestDetails details = new SystemRequestDetails();
        details.getUserData().put(MARK, MARK);
        return details;
    }

    public static boolean isMarked(RequestDetails details) {
        return details.getUserData().get(MARK) == MARK;
    }
}
