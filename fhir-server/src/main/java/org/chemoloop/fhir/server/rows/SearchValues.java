package org.chemoloop.fhir.server.rows;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.cache.IResourceTypeCacheSvc;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.model.entity.BaseResourceIndex;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;
import ca.uhn.fhir.jpa.model.entity.ResourceLink;
import ca.uhn.fhir.jpa.model.entity.ResourceTable;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamExtractor;
import ca.uhn.fhir.jpa.searchparam.extractor.ResourceIndexedSearchParams;
import ca.uhn.fhir.jpa.searchparam.extractor.SearchParamExtractorService;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Finds what a resource is searched by, with HAPI's own extractor. */
@Component
class SearchValues {

    private final SearchParamExtractorService extractor;
    private final IResourceTypeCacheSvc types;
    private final FhirContext fhir;

    SearchValues(SearchParamExtractorService extractor, IResourceTypeCacheSvc types, FhirContext fhir) {
        this.extractor = extractor;
        this.types = types;
        this.fhir = fhir;
    }

    /** The resources of this server that it points at: {@code Patient/p-1}. */
    Set<String> references(Resource resource) {
        Set<String> literals = new LinkedHashSet<>();
        fhir.newTerser().getAllResourceReferences(resource).forEach(found -> {
            IIdType id = found.getResourceReference().getReferenceElement();
            if (id.hasResourceType() && id.hasIdPart() && !id.hasBaseUrl() && !id.isLocal()) {
                literals.add(id.getResourceType() + "/" + id.getIdPart());
            }
        });
        return literals;
    }

    /**
     * The rows of the index tables for a resource.
     *
     * @param references what it points at, known to {@code seen} where it exists
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException when it points at what is not there
     */
    ResourceIndexedSearchParams of(
            Resource resource, String type, String id, long pid, Set<String> references, SeenRows seen) {
        TransactionDetails resolved = new TransactionDetails();
        for (String reference : references) {
            ResourceRow row = seen.get(reference);
            if (row != null) {
                resolved.addResolvedResourceId(new IdType(reference), JpaPid.fromId(row.pid()));
            }
        }
        resolved.addResolvedResourceId(new IdType(type, id), JpaPid.fromId(pid));
        ResourceTable entity = new ResourceTable();
        entity.setResourceType(type);
        entity.setResourceTypeId(types.getResourceTypeId(type));
        entity.setFhirId(id);
        entity.setId(JpaPid.fromId(pid));
        ResourceIndexedSearchParams found = ResourceIndexedSearchParams.withSets();
        extractor.extractFromResource(
                RequestPartitionId.allPartitions(),
                new SystemRequestDetails(),
                found,
                ResourceIndexedSearchParams.withSets(),
                entity,
                resource,
                resolved,
                true,
                ISearchParamExtractor.ALL_PARAMS);
        if (!found.myCoordsParams.isEmpty()
                || !found.myQuantityNormalizedParams.isEmpty()
                || !found.myComboStringUniques.isEmpty()
                || !found.myComboTokenNonUnique.isEmpty()) {
            throw new IllegalStateException(type + " has search values of a kind that this server does not write");
        }
        IndexTable.ALL.forEach(table -> hash(table.values(found), pid));
        for (ResourceLink link : found.myLinks) {
            if (link.getTargetResourceType() != null) {
                link.setTargetResourceTypeId(types.getResourceTypeId(link.getTargetResourceType()));
            }
        }
        return found;
    }

    private static void hash(Collection<? extends BaseResourceIndex> values, long pid) {
        for (BaseResourceIndex value : values) {
            value.setResourceId(pid);
            value.calculateHashes();
            if (value instanceof ResourceIndexedSearchParamToken token) {
                token.truncateFieldsForDB(); // after hashing, as the hash is of the whole
            }
        }
    }
}
