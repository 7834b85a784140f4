package org.chemoloop.fhir.server;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.Collection;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the resources that the server itself brings along into the store, under the ids they have. */
@Component
public class OwnShelf {

    private final DaoRegistry daos;

    OwnShelf(DaoRegistry daos) {
        this.daos = daos;
    }

    /** What is there already and has not changed makes no new version. */
    @Transactional
    public void put(Collection<? extends Resource> resources) {
        for (Resource resource : resources) {
            daos.getResourceDao(resource).update(resource, new SystemRequestDetails());
        }
    }
}
