package org.chemoloop.routes.announce;

import java.util.Objects;
import org.chemoloop.routes.recover.OutOfTurnException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Has the events of a patient told in their order, although the broker may give a consumer a later one first. */
public final class EventOrder {
    /** The place of an event among all of the FHIR side, and that of the one before it of the same patient. */
    public static final String PLACE = "place";

    public static final String AFTER = "after";

    private final JdbcTemplate database;

    public EventOrder(JdbcTemplate database) {
        this.database = database;
    }

    /** Throws when the event before this one is still to come. */
    public void await(String patient, long after) throws OutOfTurnException {
        boolean told = Objects.requireNonNull(database.queryForObject(
                "select ? = 0 or exists (select from told_event where patient = ? and place >= ?)",
                Boolean.class,
                after,
                patient,
                after));
        if (!told) {
            throw new OutOfTurnException("an event of patient=" + patient + " has come before that at place=" + after);
        }
    }

    /** Returns when those who come after an event may know that it is told, or laid aside. */
    public void told(String patient, long place) {
        database.update("""
                insert into told_event as known (patient, place) values (?, ?)
                on conflict (patient) do update set place = excluded.place where known.place < excluded.place""", patient, place);
    }
}
