/**
 * Reads and writes of the server's own resources straight in HAPI's tables (ADR 021): what HAPI searches and shows is
 * what it would have written itself, by a tenth of the statements.
 */
@NullMarked
package org.chemoloop.fhir.server.rows;

import org.jspecify.annotations.NullMarked;
