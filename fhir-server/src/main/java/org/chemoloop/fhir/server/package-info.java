/** Wires HAPI FHIR JPA on PostgreSQL: the only place that configures HAPI. */
@NullMarked
package org.chemoloop.fhir.server;

import org.jspecify.annotations.NullMarked;
