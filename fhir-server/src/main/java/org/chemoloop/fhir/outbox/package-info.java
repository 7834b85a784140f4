/**
 * Announces what was committed: rows written in the same database transaction, carried to the broker in their order.
 */
@NullMarked
package org.chemoloop.fhir.outbox;

import org.jspecify.annotations.NullMarked;
