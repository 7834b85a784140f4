package org.chemoloop.fhir.scan;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.api.model.DaoMethodOutcome;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chemoloop.fhir.server.rows.ResourceRows;
import org.chemoloop.fhir.server.rows.ResourceRows.Written;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Reads and writes resources on the server's own account. */
@Component
public class Store {

    /** The seats follow an Appointment by HAPI's interceptors, HAPI's terminology and searches the others. */
    private static final Set<String> BY_HAPI =
            Set.of("Appointment", "CodeSystem", "ValueSet", "SearchParameter", "StructureDefinition", "Subscription");

    private final DaoRegistry daos;
    private final ResourceRows rows;

    Store(DaoRegistry daos, ResourceRows rows) {
        this.daos = daos;
        this.rows = rows;
    }

    public <T extends Resource> Optional<T> find(Class<T> type, String id) {
        return rows.read(type, id);
    }

    /** What there is of the resources with these names ({@code Task/bag-800000000044}), by their names. */
    public Map<String, Resource> find(Collection<String> literals) {
        return rows.read(literals).stream()
                .collect(Collectors.toMap(
                        found -> found.fhirType() + "/" + found.getIdElement().getIdPart(), Function.identity()));
    }

    <T extends Resource> Optional<T> find(Class<T> type, String system, String value) {
        return rows.find(type, new Identifier().setSystem(system).setValue(value)).stream()
                .findFirst();
    }

    public <T extends Resource> List<T> search(Class<T> type, SearchParameterMap parameters) {
        return daos.getResourceDao(type).search(parameters, OwnWrite.request()).getAllResources().stream()
                .map(type::cast)
                .toList();
    }

    public <T extends Resource> T read(Class<T> type, Reference reference) {
        String id = reference.getReferenceElement().getIdPart();
        return rows.read(type, id)
                .orElseThrow(
                        () -> new ResourceNotFoundException("No " + type.getSimpleName() + "/" + id + " is known"));
    }

    /** Reads at once what this transaction is going to ask for one by one, by the names. */
    public void know(Collection<String> literals) {
        rows.know(literals);
    }

    /** Creates under the id that the resource carries, which nobody can have yet. */
    public <T extends Resource> Written<T> create(T resource) {
        daoOf(resource);
        return BY_HAPI.contains(resource.fhirType()) ? write(resource) : rows.create(resource);
    }

    /** Creates or updates under the id that the resource carries. */
    public <T extends Resource> T put(Class<T> type, T resource) {
        return type.cast(write(resource).resource());
    }

    /** Creates under a new id, whatever the resource calls itself. */
    public <T extends Resource> T add(Class<T> type, T resource) {
        resource.setIdElement(null);
        return type.cast(write(resource).resource());
    }

    /** Creates or updates under the id that the resource carries, or under a new one where it carries none. */
    @SuppressWarnings("unchecked") // HAPI gives back the resource that it was given
    public <T extends Resource> Written<T> write(T resource) {
        IFhirResourceDao<T> dao = (IFhirResourceDao<T>) daoOf(resource);
        if (!BY_HAPI.contains(resource.fhirType())) {
            return rows.write(resource);
        }
        DaoMethodOutcome outcome =
                resource.hasId() ? dao.update(resource, OwnWrite.request()) : dao.create(resource, OwnWrite.request());
        return new Written<>((T) outcome.getResource(), Boolean.TRUE.equals(outcome.getCreated()), !outcome.isNop());
    }

    /** HAPI's own store of the type; throws for a type that this server does not keep. */
    private IFhirResourceDao<?> daoOf(Resource resource) {
        return daos.getResourceDao(resource.fhirType());
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
