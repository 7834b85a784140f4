package org.chemoloop.fhir.catalogue;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.TokenParam;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.springframework.stereotype.Component;

/** Looks drugs up by their code of {@code cs/hospital-drug}; a change by a pharmacist holds after half a minute. */
@Component
public class DrugCatalogue {

    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final DaoRegistry daos;
    private final Cache<String, Optional<Drug>> known = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(20_000)
            .build();

    DrugCatalogue(DaoRegistry daos) {
        this.daos = daos;
    }

    /** Empty when the hospital's catalogue has no such drug. */
    public Optional<Drug> find(String code) {
        Optional<Drug> cached = known.getIfPresent(code);
        if (cached != null) {
            return cached;
        }
        Optional<Drug> found = search(code);
        known.put(code, found);
        return found;
    }

    /** A new catalogue holds at once, at least here. */
    void forget() {
        known.invalidateAll();
    }

    private Optional<Drug> search(String code) {
        var parameters = SearchParameterMap.newSynchronous().add("code", new TokenParam(Drug.SYSTEM, code));
        return daos
                .getResourceDao(MedicationKnowledge.class)
                .search(parameters, new SystemRequestDetails())
                .getAllResources()
                .stream()
                .map(MedicationKnowledge.class::cast)
                .flatMap(knowledge -> DrugKnowledge.drug(knowledge).stream())
                .findFirst();
    }
}
