package org.chemoloop.fhir.access;

import java.util.Set;

/**
 * What one role may do at {@code /fhir}.
 *
 * @param reads the types it may read; {@link AccessTable#EVERYTHING} for all
 * @param writes the types it may create and update; {@link AccessTable#EVERYTHING} for all
 * @param operations the operations it may call
 */
record Grant(Set<String> reads, Set<String> writes, Set<String> operations) {}
