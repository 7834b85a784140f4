package org.chemoloop.fhir.visit.list;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import java.util.Collection;
import java.util.List;
import org.chemoloop.fhir.scan.OwnWrite;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Searches for worklists and hands them out as Bundles. */
@Component
class Worklists {

    private final DaoRegistry daos;

    Worklists(DaoRegistry daos) {
        this.daos = daos;
    }

    <T extends Resource> List<T> search(Class<T> type, SearchParameterMap parameters) {
        return daos.getResourceDao(type).search(parameters, OwnWrite.request()).getAllResources().stream()
                .map(type::cast)
                .toList();
    }

    static Bundle of(Collection<? extends Resource> found) {
        Bundle list = new Bundle();
        list.setType(BundleType.SEARCHSET).setTotal(found.size());
        found.forEach(resource -> list.addEntry()
                .setFullUrl(resource.fhirType() + "/" + resource.getIdElement().getIdPart())
                .setResource(resource));
        return list;
    }
}
