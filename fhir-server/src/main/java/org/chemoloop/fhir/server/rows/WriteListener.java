package org.chemoloop.fhir.server.rows;

import org.hl7.fhir.r4.model.Resource;

/** Hears of every resource that {@link ResourceRows} writes, in the transaction of the write. */
public interface WriteListener {

    /** @param resource as it is stored now, with id and version */
    void written(Resource resource, boolean created);
}
