package org.chemoloop.fhir.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the resources that the server itself brings along into the store, under the ids they have. */
@Component
public class OwnShelf {

    private final DaoRegistry daos;
    private final JdbcTemplate jdbc;
    private final FhirContext fhir;
    private final Locks locks;

    OwnShelf(DaoRegistry daos, JdbcTemplate jdbc, FhirContext fhir, Locks locks) {
        this.locks = locks;
        this.daos = daos;
        this.jdbc = jdbc;
        this.fhir = fhir;
    }

    /** Writes only what is new or differs from what an earlier start brought, so what people changed since stays. */
    @Transactional
    public void put(Collection<? extends Resource> resources) {
        // Copies of this server that start together on a new store would all write the same.
        locks.take(List.of("shelf"));
        Map<String, String> hashes = new HashMap<>();
        jdbc.query("select reference, content_hash from loop.shelf", row -> {
            hashes.put(row.getString(1), row.getString(2));
        });
        for (Resource resource : resources) {
            String reference =
                    resource.fhirType() + "/" + resource.getIdElement().getIdPart();
            String hash = UUID.nameUUIDFromBytes(fhir.newJsonParser()
                            .encodeResourceToString(resource)
                            .getBytes(UTF_8))
                    .toString();
            if (!hash.equals(hashes.get(reference))) {
                daos.getResourceDao(resource).update(resource, new SystemRequestDetails());
                jdbc.update(
                        "insert into loop.shelf (reference, content_hash) values (?, ?)"
                                + " on conflict (reference) do update set content_hash = excluded.content_hash",
                        reference,
                        hash);
            }
        }
    }
}
