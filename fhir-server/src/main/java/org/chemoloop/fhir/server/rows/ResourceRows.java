package org.chemoloop.fhir.server.rows;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.cache.IResourceTypeCacheSvc;
import ca.uhn.fhir.jpa.searchparam.extractor.ResourceIndexedSearchParams;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.util.MetaUtil;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chemoloop.fhir.server.rows.IndexTable.Part;
import org.chemoloop.fhir.server.rows.IndexTable.SqlArray;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads and writes resources in HAPI's tables by one statement each. Content, history and index rows are those that
 * HAPI would have written (its own extractor finds the values), so everybody else sees no difference; interceptors of
 * HAPI's storage are not called, {@link WriteListener}s are.
 */
@Component
public class ResourceRows {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceRows.class);

    private static final int SOURCE_LENGTH = 768;

    private static final String FLAGS = IndexTable.ALL.stream()
            .map(table -> "case when r." + table.flag() + " then '" + table.flag() + " ' else '' end")
            .collect(Collectors.joining(" || "));

    private static final String ROW =
            "r.res_type, r.fhir_id, r.res_id, r.res_ver, r.hash_sha256, r.res_updated, " + FLAGS;

    private static final String SOUGHT = " from unnest(?::text[], ?::text[]) as sought(t, i)"
            + " join hfj_resource r on r.res_type = sought.t and r.fhir_id = sought.i and r.res_deleted_at is null";

    private final JdbcTemplate jdbc;
    private final SeenRows seen;
    private final RowIds ids;
    private final SearchValues values;
    private final StoredIdentifiers identifiers;
    private final IResourceTypeCacheSvc types;
    private final FhirContext fhir;
    private final List<WriteListener> listeners;

    ResourceRows(
            JdbcTemplate jdbc,
            SeenRows seen,
            RowIds ids,
            SearchValues values,
            StoredIdentifiers identifiers,
            IResourceTypeCacheSvc types,
            FhirContext fhir,
            List<WriteListener> listeners) {
        this.jdbc = jdbc;
        this.seen = seen;
        this.ids = ids;
        this.values = values;
        this.identifiers = identifiers;
        this.types = types;
        this.fhir = fhir;
        this.listeners = listeners;
    }

    /** A resource after writing, with its new version, and whether anything was written. */
    public record Written<T extends Resource>(T resource, boolean created, boolean changed) {}

    @Transactional
    public <T extends Resource> List<T> find(Class<T> type, Identifier identifier) {
        seen.flush();
        List<String> literals = identifiers.find(type.getSimpleName(), identifier).stream()
                .map(id -> type.getSimpleName() + "/" + id)
                .toList();
        return read(literals).stream().map(type::cast).toList();
    }

    @Transactional
    public <T extends Resource> Optional<T> read(Class<T> type, String id) {
        return read(Set.of(type.getSimpleName() + "/" + id)).stream()
                .map(type::cast)
                .findFirst();
    }

    /**
     * The current versions of the resources with these names ({@code Task/bag-800000000044}) by one statement, in no
     * order; what there is not is left out.
     */
    @Transactional
    public List<Resource> read(Collection<String> literals) {
        if (literals.isEmpty()) {
            return List.of();
        }
        seen.flush();
        List<String> names = List.copyOf(new LinkedHashSet<>(literals));
        IParser parser = fhir.newJsonParser();
        return jdbc.execute((Connection connection) -> {
            String sql = "select " + ROW + ", v.res_text_vc, v.source_uri, v.request_id" + SOUGHT
                    + " join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver";
            List<Resource> found = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                sought(statement, connection, names);
                ResultSet rows = statement.executeQuery();
                while (rows.next()) {
                    ResourceRow row = row(rows);
                    seen.put(row);
                    Resource resource = (Resource) parser.parseResource(rows.getString(8));
                    MetaUtil.populateResourceSource(fhir, rows.getString(9), rows.getString(10), resource);
                    found.add(stamped(resource, row));
                }
            }
            return found;
        });
    }

    /**
     * Creates the resource under its id (under a number where it has none), or makes it the next version of what has
     * this id; writes nothing when that says the same already. Afterwards it carries id, version and time.
     *
     * @throws ResourceVersionConflictException when somebody else has written it since this transaction read it
     */
    @Transactional
    public <T extends Resource> Written<T> write(T resource) {
        seen.flush();
        String type = resource.fhirType();
        boolean named = resource.hasId();
        long pid = named ? 0 : ids.one("seq_resource_id");
        String id = named ? resource.getIdElement().getIdPart() : Long.toString(pid);
        String literal = type + "/" + id;
        Set<String> references = values.references(resource);
        lookUp(references, named ? literal : null);
        ResourceRow before = named ? seen.get(literal) : null;
        if (before != null) {
            pid = before.pid();
        } else if (named) {
            pid = ids.one("seq_resource_id");
        }

        ResourceIndexedSearchParams params = values.of(resource, type, id, pid, references, seen);
        String content = content(resource, type);
        String hash = hash(content);
        if (before != null && hash.equals(before.hash())) {
            return new Written<>(stamped(resource, before), false, false);
        }
        Timestamp now = new Timestamp(System.currentTimeMillis());
        Set<String> flags = new HashSet<>();
        for (IndexTable<?> table : IndexTable.ALL) {
            if (!table.values(params).isEmpty()) {
                flags.add(table.flag());
            }
        }
        ResourceRow after =
                new ResourceRow(literal, pid, before == null ? 1 : before.version() + 1, hash, now, Set.copyOf(flags));
        store(resource, type, id, content, before, after, params);
        seen.release(pid);
        seen.put(after);
        listeners.forEach(listener -> listener.written(literal, before == null));
        return new Written<>(stamped(resource, after), before == null, true);
    }

    private void store(
            Resource resource,
            String type,
            String id,
            String content,
            @Nullable ResourceRow before,
            ResourceRow after,
            ResourceIndexedSearchParams params) {
        StringBuilder sql = new StringBuilder();
        List<@Nullable Object> arguments = new ArrayList<>();
        List<String> flags = IndexTable.ALL.stream().map(IndexTable::flag).toList();
        if (before == null) {
            sql.append("with written as (insert into hfj_resource (res_id, res_version, has_tags, res_published,")
                    .append(
                            " res_updated, fhir_id, hash_sha256, sp_index_status, res_type, res_type_id, res_ver, search_url_present,")
                    .append(
                            " sp_cmpstr_uniq_present, sp_cmptoks_present, sp_coords_present, sp_quantity_nrml_present, ")
                    .append(String.join(", ", flags))
                    .append(") values (?, 'R4', false, ?, ?, ?, ?, 0, ?, ?, 1, false, false, false, false, false")
                    .append(", ?".repeat(flags.size()))
                    .append(") returning res_id, res_ver, res_published)");
            arguments.add(after.pid());
            arguments.add(after.updated());
            arguments.add(after.updated());
            arguments.add(id);
            arguments.add(after.hash());
            arguments.add(type);
            arguments.add(types.getResourceTypeId(type));
            flags.forEach(flag -> arguments.add(after.flags().contains(flag)));
        } else {
            sql.append(
                            "with written as (update hfj_resource set res_ver = res_ver + 1, res_updated = ?, hash_sha256 = ?, ")
                    .append(flags.stream().map(flag -> flag + " = ?").collect(Collectors.joining(", ")))
                    .append(" where res_id = ? and res_ver = ? returning res_id, res_ver, res_published)");
            arguments.add(after.updated());
            arguments.add(after.hash());
            flags.forEach(flag -> arguments.add(after.flags().contains(flag)));
            arguments.add(before.pid());
            arguments.add(before.version());
        }
        sql.append(", version as (insert into hfj_res_ver (pid, res_version, has_tags, res_published, res_updated,")
                .append(" res_encoding, source_uri, request_id, res_id, res_text_vc, res_type, res_type_id, res_ver)")
                .append(
                        " select ?, 'R4', false, res_published, ?, 'JSON', ?, ?, res_id, ?, ?, ?, res_ver from written)");
        String source = left(MetaUtil.extractSourceUriOrEmpty(resource.getMeta().getSource()), SOURCE_LENGTH);
        resource.getMeta().setSource(source);
        arguments.add(ids.one("seq_resource_history_id"));
        arguments.add(after.updated());
        arguments.add(source);
        arguments.add(null);
        arguments.add(content);
        arguments.add(type);
        arguments.add(types.getResourceTypeId(type));
        for (IndexTable<?> table : IndexTable.ALL) {
            if (after.flags().contains(table.flag())
                    || before != null && before.flags().contains(table.flag())) {
                Part part = table.part(params, ids, before == null, after.updated());
                sql.append(", ").append(part.sql());
                arguments.addAll(part.arguments());
            }
        }
        sql.append(" select res_ver from written");
        if (run(sql.toString(), arguments) == 0) {
            throw new ResourceVersionConflictException(after.literal() + " was written by somebody else meanwhile");
        }
    }

    private int run(String sql, List<@Nullable Object> arguments) {
        try {
            Integer rows = jdbc.execute((Connection connection) -> {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    for (int i = 0; i < arguments.size(); i++) {
                        Object argument = arguments.get(i);
                        if (argument instanceof SqlArray array) {
                            statement.setArray(i + 1, array(connection, array));
                        } else if (argument == null) {
                            statement.setNull(i + 1, Types.VARCHAR);
                        } else {
                            statement.setObject(i + 1, argument);
                        }
                    }
                    ResultSet written = statement.executeQuery();
                    return written.next() ? 1 : 0;
                }
            });
            return rows == null ? 0 : rows;
        } catch (DuplicateKeyException taken) {
            LOG.debug("conflict", taken);
            throw new ResourceVersionConflictException("somebody else has written the same meanwhile");
        }
    }

    private static Array array(Connection connection, SqlArray array) throws SQLException {
        return connection.createArrayOf(array.type(), array.values());
    }

    /** Those of the names that this transaction has not seen yet are looked up by one statement. */
    private void lookUp(Set<String> references, @Nullable String own) {
        Set<String> unknown = new LinkedHashSet<>(references);
        if (own != null) {
            unknown.add(own);
        }
        unknown.removeIf(literal -> seen.get(literal) != null);
        if (unknown.isEmpty()) {
            return;
        }
        jdbc.execute((Connection connection) -> {
            try (PreparedStatement statement = connection.prepareStatement("select " + ROW + SOUGHT)) {
                sought(statement, connection, List.copyOf(unknown));
                ResultSet rows = statement.executeQuery();
                while (rows.next()) {
                    seen.put(row(rows));
                }
            }
            return unknown;
        });
    }

    private static void sought(PreparedStatement statement, Connection connection, List<String> literals)
            throws SQLException {
        Object[] types = literals.stream()
                .map(literal -> literal.substring(0, literal.indexOf('/')))
                .toArray();
        Object[] ids = literals.stream()
                .map(literal -> literal.substring(literal.indexOf('/') + 1))
                .toArray();
        statement.setArray(1, connection.createArrayOf("text", types));
        statement.setArray(2, connection.createArrayOf("text", ids));
    }

    private static ResourceRow row(ResultSet rows) throws SQLException {
        return new ResourceRow(
                rows.getString(1) + "/" + rows.getString(2),
                rows.getLong(3),
                rows.getLong(4),
                rows.getString(5),
                rows.getTimestamp(6),
                Set.of(rows.getString(7).strip().split(" ")));
    }

    private <T extends Resource> T stamped(T resource, ResourceRow row) {
        String version = Long.toString(row.version());
        resource.setId(new IdType(row.literal() + "/_history/" + version));
        resource.getMeta()
                .setVersionId(version)
                .setLastUpdated(new Date(row.updated().getTime()));
        return resource;
    }

    /** As HAPI stores it: what changes with every version has columns of its own, and of meta stays what it says. */
    private String content(Resource resource, String type) {
        Meta meta = resource.getMeta();
        boolean tells = meta.hasProfile() || meta.hasTag() || meta.hasSecurity() || meta.hasExtension();
        IParser parser = fhir.newJsonParser();
        parser.setDontEncodeElements(
                tells
                        ? List.of("id", type + ".meta.versionId", type + ".meta.lastUpdated", type + ".meta.source")
                        : List.of("id", type + ".meta"));
        return parser.encodeResourceToString(resource);
    }

    private static String hash(String content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_16LE)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static @Nullable String left(String text, int length) {
        return text.isEmpty() ? null : text.substring(0, Math.min(length, text.length()));
    }
}
