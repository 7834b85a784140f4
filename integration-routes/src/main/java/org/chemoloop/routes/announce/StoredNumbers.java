package org.chemoloop.routes.announce;

import org.springframework.jdbc.core.JdbcTemplate;

/** Remembers the numbers of administrations across restarts. */
public final class StoredNumbers implements AdministrationNumbers {
    private final JdbcTemplate database;

    public StoredNumbers(JdbcTemplate database) {
        this.database = database;
    }

    @Override
    public int of(String bag, String eventId) {
        // Events of one patient come one after the other, so nobody else numbers this bag now.
        database.update("""
                insert into announced_administration (bag, event_id, number)
                select ?, ?, coalesce(max(number), 0) + 1 from announced_administration where bag = ?
                on conflict (bag, event_id) do nothing""", bag, eventId, bag);
        return database.queryForList(
                        "select number from announced_administration where bag = ? and event_id = ?",
                        Integer.class,
                        bag,
                        eventId)
                .get(0);
    }
}
