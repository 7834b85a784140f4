package org.chemoloop.fhir.server.rows;

import java.sql.Timestamp;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What HAPI's tables say of a resource.
 *
 * @param literal {@code Task/bag-800000000044}
 * @param tables the names of the {@link IndexTable}s in which it has rows
 * @param content null when it was not asked for
 */
record ResourceRow(
        String literal,
        long pid,
        long version,
        @Nullable String hash,
        Timestamp updated,
        Set<String> tables,
        @Nullable Content content) {

    /** A resource as JSON, and where it came from ({@code meta.source}). */
    record Content(
            String json, @Nullable String source, @Nullable String request) {}
}
