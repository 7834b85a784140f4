/** Leaves an AuditEvent of every read and write, without making the nurse wait for it. */
@NullMarked
package org.chemoloop.fhir.audit;

import org.jspecify.annotations.NullMarked;
