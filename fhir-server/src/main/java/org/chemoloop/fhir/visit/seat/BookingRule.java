package org.chemoloop.fhir.visit.seat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;

/** A safety rule of a booking that warns: whether the centre can look after all whom it asks to come. */
interface BookingRule {

    /**
     * What is booked, and beside whom.
     *
     * @param area id of the Location that the seat is part of; empty where nobody says it
     * @param others what is booked in that area around the time
     */
    record Wanted(Instant starts, Instant ends, Optional<String> area, List<Booking> others, Instant now) {

        public Wanted {
            others = List.copyOf(others);
        }
    }

    Rule rule();

    Optional<Refusal> objection(Wanted wanted);

    /** Whether nobody has said what the rule would look at: then it stays silent, and the appointment says so. */
    boolean lacksData(Wanted wanted);
}
