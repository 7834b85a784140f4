package org.chemoloop.fhir.audit;

import java.time.Instant;
import java.util.Set;

/**
 * One read or write, before it becomes an AuditEvent.
 *
 * @param action the code of AuditEvent.action
 * @param subtype the code of the RESTful interaction
 * @param request what was asked for, without the base
 * @param what literal references of the resources that were shown or written
 */
record AuditRow(Instant recorded, Asker who, String action, String subtype, String request, Set<String> what) {

    AuditRow {
        what = Set.copyOf(what);
    }

    boolean isRead() {
        return action.equals("R");
    }
}
