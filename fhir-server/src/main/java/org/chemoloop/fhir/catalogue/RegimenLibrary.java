package org.chemoloop.fhir.catalogue;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.springframework.stereotype.Component;

/** Looks regimens up by their code; a change by a pharmacist holds after half a minute. */
@Component
public class RegimenLibrary {

    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final DaoRegistry daos;
    private final Cache<String, Optional<Regimen>> known = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(5_000)
            .build();

    RegimenLibrary(DaoRegistry daos) {
        this.daos = daos;
    }

    /** Empty when the hospital has no such regimen, or has retired it. */
    public Optional<Regimen> find(String code) {
        Optional<Regimen> cached = known.getIfPresent(code);
        if (cached != null) {
            return cached;
        }
        Optional<Regimen> found = read(code);
        known.put(code, found);
        return found;
    }

    /** A new library holds at once, at least here. */
    void forget() {
        known.invalidateAll();
    }

    private Optional<Regimen> read(String code) {
        try {
            return RegimenPlan.regimen(daos.getResourceDao(PlanDefinition.class)
                    .read(new IdType("PlanDefinition", RegimenPlan.ID + code), new SystemRequestDetails()));
        } catch (ResourceNotFoundException | ResourceGoneException absent) {
            return Optional.empty();
        }
    }
}
