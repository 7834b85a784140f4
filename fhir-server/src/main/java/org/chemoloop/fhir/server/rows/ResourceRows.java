package org.chemoloop.fhir.server.rows;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.cache.IResourceTypeCacheSvc;
import ca.uhn.fhir.jpa.searchparam.extractor.ResourceIndexedSearchParams;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.util.MetaUtil;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * Reads and writes resources in HAPI's tables ({@code R__resource_rows.sql}), many by one statement. Content, history
 * and index rows are those that HAPI would have written (its own extractor finds the values), so everybody else sees no
 * difference; interceptors of HAPI's storage are not called, {@link WriteListener}s are.
 */
@Component
public class ResourceRows {

    private static final int SOURCE_LENGTH = 768;

    private static final String READ = "select * from loop.read_resources(?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final SeenRows seen;
    private final UnsentRows unsent;
    private final RowIds ids;
    private final SearchValues values;
    private final StoredIdentifiers identifiers;
    private final IResourceTypeCacheSvc types;
    private final FhirContext fhir;
    private final List<WriteListener> listeners;

    ResourceRows(
            JdbcTemplate jdbc,
            SeenRows seen,
            UnsentRows unsent,
            RowIds ids,
            SearchValues values,
            StoredIdentifiers identifiers,
            IResourceTypeCacheSvc types,
            FhirContext fhir,
            List<WriteListener> listeners) {
        this.jdbc = jdbc;
        this.seen = seen;
        this.unsent = unsent;
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
     * The current versions of the resources with these names ({@code Task/bag-800000000044}), in no order; what there
     * is not is left out. Those that this transaction does not know yet are read by one statement.
     */
    @Transactional
    public List<Resource> read(Collection<String> literals) {
        if (literals.isEmpty()) {
            return List.of();
        }
        know(literals);
        IParser parser = fhir.newJsonParser();
        List<Resource> found = new ArrayList<>();
        for (String literal : new LinkedHashSet<>(literals)) {
            ResourceRow row = seen.get(literal);
            if (row != null) {
                found.add(parsed(row, parser));
            }
        }
        return found;
    }

    private Resource parsed(ResourceRow row, IParser parser) {
        ResourceRow.Content content = Objects.requireNonNull(row.content());
        Resource resource = (Resource) parser.parseResource(content.json());
        MetaUtil.populateResourceSource(fhir, content.source(), content.request(), resource);
        return stamped(resource, row);
    }

    /** Reads what this transaction is going to read one by one: whatever of it there is or is not is known then. */
    @Transactional
    public void know(Collection<String> literals) {
        seen.flush();
        Set<String> unknown = new LinkedHashSet<>(literals);
        unknown.removeIf(literal -> {
            Optional<ResourceRow> known = seen.look(literal);
            return known != null && known.map(row -> row.content() != null).orElse(true);
        });
        select(unknown, true);
    }

    private void select(Set<String> literals, boolean withContent) {
        if (literals.isEmpty()) {
            return;
        }
        String[] names = literals.stream()
                .map(literal -> literal.substring(0, literal.indexOf('/')))
                .toArray(String[]::new);
        String[] own = literals.stream()
                .map(literal -> literal.substring(literal.indexOf('/') + 1))
                .toArray(String[]::new);
        literals.forEach(seen::putMissing);
        jdbc.query(
                READ,
                statement -> {
                    statement.setArray(1, statement.getConnection().createArrayOf("text", names));
                    statement.setArray(2, statement.getConnection().createArrayOf("text", own));
                    statement.setBoolean(3, withContent);
                },
                (RowCallbackHandler) rows -> seen.put(row(rows)));
    }

    /** Writes a resource whose id is not looked up, as nobody can have it yet. */
    @Transactional
    public <T extends Resource> Written<T> create(T resource) {
        String literal = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
        if (seen.look(literal) == null) {
            seen.putMissing(literal);
        }
        return write(resource);
    }

    /**
     * Creates the resource under its id (under a number where it has none), or makes it the next version of what has
     * this id; writes nothing when that says the same already. Afterwards it carries id, version and time. The database
     * may get it only at the end of the transaction, which then ends with a {@link ResourceVersionConflictException}
     * when somebody else has written it since this transaction read it.
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
        Map<String, ArrayNode> index = new LinkedHashMap<>();
        for (IndexTable<?> table : IndexTable.ALL) {
            ArrayNode said = table.rows(params, pid, now, ids);
            if (!said.isEmpty()) {
                index.put(table.name(), said);
            }
        }
        String source = left(MetaUtil.extractSourceUriOrEmpty(resource.getMeta().getSource()), SOURCE_LENGTH);
        resource.getMeta().setSource(source);
        ResourceRow after = new ResourceRow(
                literal,
                pid,
                before == null ? 1 : before.version() + 1,
                hash,
                now,
                Set.copyOf(index.keySet()),
                new ResourceRow.Content(content, source, null));
        unsent.add(new UnsentRows.Write(
                type, types.getResourceTypeId(type), id, before, after, ids.one("seq_resource_history_id"), index));
        seen.release(pid);
        seen.put(after);
        T written = stamped(resource, after);
        listeners.forEach(listener -> listener.written(written, before == null));
        return new Written<>(written, before == null, true);
    }

    /** Those of the names that this transaction has not seen yet are looked up by one statement. */
    private void lookUp(Set<String> references, @Nullable String own) {
        Set<String> unknown = new LinkedHashSet<>(references);
        if (own != null) {
            unknown.add(own);
        }
        unknown.removeIf(literal -> seen.look(literal) != null);
        select(unknown, false);
    }

    private static Set<String> tables(String names) {
        return names.isEmpty() ? Set.of() : Set.of(names.split(" "));
    }

    private static ResourceRow row(ResultSet rows) throws SQLException {
        String json = rows.getString("content");
        return new ResourceRow(
                rows.getString("res_type") + "/" + rows.getString("fhir_id"),
                rows.getLong("res_id"),
                rows.getLong("res_ver"),
                rows.getString("hash_sha256"),
                rows.getTimestamp("res_updated"),
                tables(rows.getString("tables")),
                json == null
                        ? null
                        : new ResourceRow.Content(json, rows.getString("source_uri"), rows.getString("request_id")));
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

    /** SHA-256 of the UTF-16 units, the lower byte first, as HAPI has it. */
    private static String hash(String content) {
        try {
            // Java's own encoder of UTF-16 took a tenth of a whole order.
            byte[] bytes = new byte[2 * content.length()];
            for (int i = 0; i < content.length(); i++) {
                char unit = content.charAt(i);
                bytes[2 * i] = (byte) unit;
                bytes[2 * i + 1] = (byte) (unit >>> 8);
            }
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static @Nullable String left(String text, int length) {
        return text.isEmpty() ? null : text.substring(0, Math.min(length, text.length()));
    }
}
