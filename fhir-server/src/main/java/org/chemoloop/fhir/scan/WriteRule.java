package org.chemoloop.fhir.scan;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** Has a say when people or systems write what is no bag's own record but belongs to one; refuses by an exception. */
public interface WriteRule {

    void created(IBaseResource resource, RequestDetails request);

    void updated(IBaseResource before, IBaseResource after, RequestDetails request);

    /** The new resource is in the store and the transaction still open: what follows from it is written now. */
    default void stored(IBaseResource resource, RequestDetails request) {}
}
