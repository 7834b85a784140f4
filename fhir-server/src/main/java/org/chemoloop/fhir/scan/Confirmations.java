package org.chemoloop.fhir.scan;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.loop.Attempt.Second;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Person;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Remembers for five minutes which second person confirmed which bag for which patient. */
@Component
class Confirmations {

    static final Duration VALID = Duration.ofMinutes(5);

    private final JdbcTemplate jdbc;

    Confirmations(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param wristband empty where the second person only looks on while the bag is destroyed */
    void keep(BagCode bag, String patient, String wristband, Person person, Instant now) {
        jdbc.update(
                """
                insert into loop.confirmation (bag, patient, person, wristband, roles, confirmed) values (?, ?, ?, ?, ?, ?)
                on conflict (bag, patient, person)
                do update set wristband = excluded.wristband, roles = excluded.roles, confirmed = excluded.confirmed""",
                bag.value(),
                patient,
                person.name(),
                wristband,
                String.join(" ", person.roles()),
                Timestamp.from(now));
    }

    /**
     * The second person as they confirmed; at the chair only a confirmation with the patient's wristband counts.
     *
     * @param lastStep when the last step was recorded: a correction wants a confirmation that was given since, as the
     *     one of the start was not meant for it
     */
    Second second(BagCode bag, String patient, String person, Move move, Optional<Instant> lastStep, Instant now) {
        boolean withoutPatient = move == Move.DISCARD || move.isCorrection();
        Instant valid = now.minus(VALID);
        Instant since = move.isCorrection() ? lastStep.filter(valid::isBefore).orElse(valid) : valid;
        List<String> roles = jdbc.queryForList(
                """
                select roles from loop.confirmation
                where bag = ? and patient = ? and person = ? and confirmed > ? and (? or wristband <> '')""", String.class, bag.value(), patient, person, Timestamp.from(since), withoutPatient);
        return roles.isEmpty()
                ? new Second(person, false, Set.of())
                : new Second(person, true, Set.of(roles.get(0).split(" ")));
    }
}
