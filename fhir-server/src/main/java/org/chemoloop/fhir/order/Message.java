package org.chemoloop.fhir.order;

import java.time.Instant;
import java.util.Date;
import org.chemoloop.fhir.loop.Person;
import org.chemoloop.fhir.scan.Source;

/**
 * The message that is being carried out.
 *
 * @param chart what it reads and writes
 * @param sender the client whose token brought it
 * @param source by which the kept message is found again
 */
public record Message(Chart chart, Person sender, Source source, Instant now) {

    Date date() {
        return Date.from(now);
    }
}
