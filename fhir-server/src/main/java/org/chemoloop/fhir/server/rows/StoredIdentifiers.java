package org.chemoloop.fhir.server.rows;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.BaseResourceIndexedSearchParam;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Identifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Finds resources by an identifier, and what refers to them, straight in HAPI's index: a search through all of HAPI
 * costs a multiple of the whole order.
 */
@Component
public class StoredIdentifiers {

    private static final RequestPartitionId NO_PARTITION = RequestPartitionId.fromPartitionId(null);

    private final JdbcTemplate jdbc;
    private final PartitionSettings partitions;
    private final UnsentRows unsent;

    StoredIdentifiers(JdbcTemplate jdbc, PartitionSettings partitions, UnsentRows unsent) {
        this.jdbc = jdbc;
        this.unsent = unsent;
        this.partitions = partitions;
    }

    /**
     * The ids of the resources of that type with that identifier; what HAPI wrote in this transaction may be missing.
     */
    public List<String> find(String type, Identifier identifier) {
        long hash = ResourceIndexedSearchParamToken.calculateHashSystemAndValue(
                partitions, NO_PARTITION, type, "identifier", identifier.getSystem(), identifier.getValue());
        unsent.send();
        // PostgreSQL would plan it anew for each value, as some are frequent; behind a select it doesn't see the value.
        return jdbc.queryForList(
                "select distinct r.fhir_id from hfj_spidx_token t join hfj_resource r on r.res_id = t.res_id"
                        + " where t.hash_sys_and_value = (select cast(? as bigint))"
                        + " and r.res_type = ? and r.res_deleted_at is null",
                String.class,
                hash,
                type);
    }

    /** A resource by its name. */
    public record Literal(String type, String id) {}

    /** What refers to a resource, by whatever element. */
    public List<Literal> referringTo(String type, String id) {
        unsent.send();
        return jdbc.query(
                "select distinct r.res_type, r.fhir_id from hfj_res_link l"
                        + " join hfj_resource target on target.res_id = l.target_resource_id"
                        + " join hfj_resource r on r.res_id = l.src_resource_id"
                        + " where target.res_type = ? and target.fhir_id = ? and r.res_deleted_at is null"
                        + " order by r.res_type, r.fhir_id",
                (row, number) -> new Literal(row.getString(1), row.getString(2)),
                type,
                id);
    }

    /** What points at a resource by this element: {@code PractitionerRole.practitioner}. */
    public List<Literal> pointing(String path, String type, String id) {
        unsent.send();
        return jdbc.query(
                "select distinct r.res_type, r.fhir_id from hfj_res_link l"
                        + " join hfj_resource target on target.res_id = l.target_resource_id"
                        + " join hfj_resource r on r.res_id = l.src_resource_id"
                        + " where target.res_type = ? and target.fhir_id = ? and l.src_path = ?"
                        + " and r.res_deleted_at is null order by r.res_type, r.fhir_id",
                (row, number) -> new Literal(row.getString(1), row.getString(2)),
                type,
                id,
                path);
    }

    /**
     * What points at a resource by this element, has a date (search parameter {@code date}) and has it from
     * {@code since} to {@code until}: the names.
     */
    public List<String> pointing(String path, String type, String id, Instant since, Instant until) {
        long date = BaseResourceIndexedSearchParam.calculateHashIdentity(
                partitions, NO_PARTITION, path.substring(0, path.indexOf('.')), "date");
        unsent.send();
        return jdbc.query(
                "select res_type || '/' || fhir_id from loop.pointing_within(?, ?, ?, ?, ?, ?)",
                (row, number) -> row.getString(1),
                path,
                type,
                id,
                date,
                Timestamp.from(since),
                Timestamp.from(until));
    }

    /**
     * What was told of a patient's allergies, ways of payment, body and blood.
     *
     * @param codes hashes of the codes of those Observations that count
     * @param newest how many of each code
     */
    public List<Literal> toldOf(String patient, Long[] codes, int newest) {
        unsent.send();
        return jdbc.query(
                "select res_type, fhir_id from loop.told_of_patient(?, ?, ?)",
                (row, number) -> new Literal(row.getString(1), row.getString(2)),
                patient,
                codes,
                newest);
    }

    /** What points at a resource by this element and has one of these statuses: the names. */
    public List<String> pointing(String path, String type, String id, Set<String> statuses) {
        String source = path.substring(0, path.indexOf('.'));
        Long[] tokens = statuses.stream()
                .map(status -> ResourceIndexedSearchParamToken.calculateHashValue(
                        partitions, NO_PARTITION, source, "status", status))
                .toArray(Long[]::new);
        unsent.send();
        return jdbc.query(
                "select res_type || '/' || fhir_id from loop.pointing_with(?, ?, ?, ?)",
                (row, number) -> row.getString(1),
                path,
                type,
                id,
                tokens);
    }
}
