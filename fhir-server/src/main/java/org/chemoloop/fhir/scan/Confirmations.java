package org.chemoloop.fhir.scan;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.chemoloop.fhir.loop.BagCode;
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

    void keep(BagCode bag, String patient, String wristband, String person, Instant now) {
        jdbc.update("""
                insert into loop.confirmation (bag, patient, person, wristband, confirmed) values (?, ?, ?, ?, ?)
                on conflict (bag, patient, person)
                do update set wristband = excluded.wristband, confirmed = excluded.confirmed""", bag.value(), patient, person, wristband, Timestamp.from(now));
    }

    boolean isConfirmed(BagCode bag, String patient, String person, Instant now) {
        Boolean confirmed =
                jdbc.queryForObject("""
                select exists (select 1 from loop.confirmation
                where bag = ? and patient = ? and person = ? and confirmed > ?)""", Boolean.class, bag.value(), patient, person, Timestamp.from(now.minus(VALID)));
        return Boolean.TRUE.equals(confirmed);
    }
}
