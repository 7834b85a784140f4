/** Leaves an AuditEvent of whatever engineers look at and do: messages are patients' data. */
@NullMarked
package org.chemoloop.routes.audit;

import org.jspecify.annotations.NullMarked;
