package org.chemoloop.routes.announce;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Remembers the numbers of administrations across restarts. */
public final class StoredNumbers implements AdministrationNumbers {
    private final JdbcTemplate database;

    public StoredNumbers(JdbcTemplate database) {
        this.database = database;
    }

    @Override
    public int of(String bag, String eventId, String event, List<String> takesBack) {
        // Events of one patient come one after the other, so nobody else numbers this bag now.
        String[] earlier = takesBack.toArray(String[]::new);
        database.update("""
                insert into announced_administration (bag, event_id, number, event, takes_back)
                select ?, ?, coalesce(max(number), 0) + 1, ?,
                    case when cardinality(?::text[]) > 0
                        then coalesce(max(number) filter (where event = any (?::text[])), max(number)) end
                from announced_administration where bag = ?
                on conflict (bag, event_id) do nothing""", bag, eventId, event, earlier, earlier, bag);
        return database.queryForList(
                        "select coalesce(takes_back, number) from announced_administration"
                                + " where bag = ? and event_id = ?",
                        Integer.class,
                        bag,
                        eventId)
                .get(0);
    }
}
