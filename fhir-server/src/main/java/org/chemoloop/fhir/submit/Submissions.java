package org.chemoloop.fhir.submit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.time.Clock;
import java.util.Set;
import org.chemoloop.fhir.loop.Person;
import org.chemoloop.fhir.order.Chart;
import org.chemoloop.fhir.order.Message;
import org.chemoloop.fhir.scan.Source;
import org.chemoloop.fhir.scan.Store;
import org.chemoloop.fhir.server.Locks;
import org.chemoloop.fhir.server.rows.StoredIdentifiers;
import org.hl7.fhir.r4.model.Bundle;
import org.springframework.stereotype.Component;

/** Carries a message out inside the caller's transaction: first the locks, then everything else. */
@Component
class Submissions {

    private final Store store;
    private final StoredIdentifiers identifiers;
    private final Locks locks;
    private final Concerned concerned;
    private final Rooms rooms;
    private final FhirContext fhir;
    private final Clock clock;

    Submissions(
            Store store,
            StoredIdentifiers identifiers,
            Locks locks,
            Concerned concerned,
            Rooms rooms,
            FhirContext fhir,
            Clock clock) {
        this.store = store;
        this.identifiers = identifiers;
        this.locks = locks;
        this.concerned = concerned;
        this.rooms = rooms;
        this.fhir = fhir;
        this.clock = clock;
    }

    Bundle carryOut(Bundle bundle, Person sender) {
        Set<String> keys = concerned.by(bundle);
        locks.take(keys);
        if (!keys.containsAll(concerned.by(bundle))) {
            // While we waited, somebody made bags or records that we have not locked.
            throw new ResourceVersionConflictException("the message concerns more than it did a moment ago");
        }
        Chart chart = new Chart(store, identifiers);
        Message message = new Message(chart, sender, new Source(bundle.getIdentifier()), clock.instant());
        return new Submission(bundle, message, rooms, fhir).carryOut();
    }
}
