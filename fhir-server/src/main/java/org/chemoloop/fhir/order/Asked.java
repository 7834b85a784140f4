package org.chemoloop.fhir.order;

import java.util.Optional;

/**
 * One order of a message.
 *
 * @param index of its entry in the message
 * @param line as the message says it, with literal references
 * @param stored what is known of this order number
 */
record Asked(int index, PrescriptionLine line, Optional<PrescriptionLine> stored) {

    OrderControl control() {
        return line.control();
    }

    boolean isOfAnotherPatient() {
        return stored.map(known -> !known.resource()
                        .getSubject()
                        .getReference()
                        .equals(line.resource().getSubject().getReference()))
                .orElse(false);
    }
}
