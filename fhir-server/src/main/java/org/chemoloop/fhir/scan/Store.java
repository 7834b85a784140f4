package org.chemoloop.fhir.scan;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Reads and writes resources on the server's own account. */
@Component
public class Store {

    private final DaoRegistry daos;

    Store(DaoRegistry daos) {
        this.daos = daos;
    }

    /** By search, as a read that finds nothing would doom the transaction around it. */
    public <T extends Resource> Optional<T> find(Class<T> type, String id) {
        return search(type, parameters().add("_id", new TokenParam(id))).stream()
                .findFirst();
    }

    <T extends Resource> Optional<T> find(Class<T> type, String system, String value) {
        return search(type, parameters().add("identifier", new TokenParam(system, value))).stream()
                .findFirst();
    }

    public <T extends Resource> List<T> search(Class<T> type, SearchParameterMap parameters) {
        return daos.getResourceDao(type).search(parameters, OwnWrite.request()).getAllResources().stream()
                .map(type::cast)
                .toList();
    }

    public <T extends Resource> T read(Class<T> type, Reference reference) {
        IdType id = new IdType(reference.getReference());
        return daos.getResourceDao(type).read(id.toUnqualifiedVersionless(), OwnWrite.request());
    }

    /** Creates or updates under the id that the resource carries. */
    public <T extends Resource> T put(Class<T> type, T resource) {
        return type.cast(
                daos.getResourceDao(type).update(resource, OwnWrite.request()).getResource());
    }

    public <T extends Resource> T add(Class<T> type, T resource) {
        return type.cast(
                daos.getResourceDao(type).create(resource, OwnWrite.request()).getResource());
    }

    public <T extends Resource> int count(Class<T> type, SearchParameterMap parameters) {
        parameters.setSummaryMode(SummaryEnum.COUNT);
        Integer size =
                daos.getResourceDao(type).search(parameters, OwnWrite.request()).size();
        return size == null ? 0 : size;
    }

    /** Only the newest of what is found; a page size would make HAPI search in another thread. */
    public static SearchParameterMap newest(int atMost, String sort) {
        SearchParameterMap parameters = parameters();
        parameters.setSort(new SortSpec(sort, SortOrderEnum.DESC));
        parameters.setLoadSynchronousUpTo(atMost);
        return parameters;
    }

    public static SearchParameterMap parameters() {
        return SearchParameterMap.newSynchronous();
    }
}
