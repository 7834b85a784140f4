package org.chemoloop.fhir.server.rows;

import java.sql.Timestamp;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What HAPI's tables say of a resource beside its content.
 *
 * @param literal {@code Task/bag-800000000044}
 * @param tables the names of the {@link IndexTable}s in which it has rows
 */
record ResourceRow(
        String literal, long pid, long version, @Nullable String hash, Timestamp updated, Set<String> tables) {}
