package org.chemoloop.fhir.server.rows;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.cache.IResourceTypeCacheSvc;
import ca.uhn.fhir.jpa.searchparam.extractor.ResourceIndexedSearchParams;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.util.MetaUtil;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads and writes resources in HAPI's tables by one statement each ({@code R__resource_rows.sql}). Content, history
 * and index rows are those that HAPI would have written (its own extractor finds the values), so everybody else sees no
 * difference; interceptors of HAPI's storage are not called, {@link WriteListener}s are.
 */
@Component
public class ResourceRows {

    private static final int SOURCE_LENGTH = 768;

    private static final String READ = "select * from loop.read_resources(?, ?, ?)";

    private static final String STORE = "select loop.store_resource(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb))";

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
        IParser parser = fhir.newJsonParser();
        List<Resource> found = new ArrayList<>();
        select(new LinkedHashSet<>(literals), true, rows -> {
            ResourceRow row = row(rows);
            seen.put(row);
            Resource resource = (Resource) parser.parseResource(rows.getString("content"));
            MetaUtil.populateResourceSource(fhir, rows.getString("source_uri"), rows.getString("request_id"), resource);
            found.add(stamped(resource, row));
        });
        return found;
    }

    private void select(Collection<String> literals, boolean withContent, RowCallbackHandler each) {
        Object[] names = literals.stream()
                .map(literal -> literal.substring(0, literal.indexOf('/')))
                .toArray();
        Object[] ids = literals.stream()
                .map(literal -> literal.substring(literal.indexOf('/') + 1))
                .toArray();
        jdbc.query(
                READ,
                statement -> {
                    statement.setArray(1, statement.getConnection().createArrayOf("text", names));
                    statement.setArray(2, statement.getConnection().createArrayOf("text", ids));
                    statement.setBoolean(3, withContent);
                },
                each);
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
        ObjectNode index = JsonNodeFactory.instance.objectNode();
        for (IndexTable<?> table : IndexTable.ALL) {
            ArrayNode said = table.rows(params, ids);
            if (!said.isEmpty()) {
                index.set(table.name(), said);
            }
        }
        ResourceRow after = new ResourceRow(
                literal,
                pid,
                before == null ? 1 : before.version() + 1,
                hash,
                now,
                Set.copyOf(index.properties().stream().map(Map.Entry::getKey).toList()));
        store(resource, type, id, content, before, after, index);
        seen.release(pid);
        seen.put(after);
        T written = stamped(resource, after);
        listeners.forEach(listener -> listener.written(written, before == null));
        return new Written<>(written, before == null, true);
    }

    private void store(
            Resource resource,
            String type,
            String id,
            String content,
            @Nullable ResourceRow before,
            ResourceRow after,
            ObjectNode index) {
        String source = left(MetaUtil.extractSourceUriOrEmpty(resource.getMeta().getSource()), SOURCE_LENGTH);
        resource.getMeta().setSource(source);
        Object[] tablesBefore = before == null ? new Object[0] : before.tables().toArray();
        Boolean stored = jdbc.query(
                STORE,
                statement -> {
                    statement.setLong(1, after.pid());
                    statement.setString(2, type);
                    statement.setShort(3, types.getResourceTypeId(type));
                    statement.setString(4, id);
                    statement.setObject(5, before == null ? null : before.version(), Types.BIGINT);
                    statement.setString(6, after.hash());
                    statement.setTimestamp(7, after.updated());
                    statement.setLong(8, ids.one("seq_resource_history_id"));
                    statement.setString(9, source);
                    statement.setString(10, content);
                    statement.setArray(11, statement.getConnection().createArrayOf("text", tablesBefore));
                    statement.setString(12, index.toString());
                },
                rows -> rows.next() && rows.getBoolean(1));
        if (!Boolean.TRUE.equals(stored)) {
            throw new ResourceVersionConflictException(after.literal() + " was written by somebody else meanwhile");
        }
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
        select(unknown, false, rows -> seen.put(row(rows)));
    }

    private static ResourceRow row(ResultSet rows) throws SQLException {
        return new ResourceRow(
                rows.getString("res_type") + "/" + rows.getString("fhir_id"),
                rows.getLong("res_id"),
                rows.getLong("res_ver"),
                rows.getString("hash_sha256"),
                rows.getTimestamp("res_updated"),
                Set.of(rows.getString("tables").split(" ")));
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
