package org.chemoloop.fhir.server;

import java.util.Collection;
import java.util.TreeSet;
import org.chemoloop.fhir.server.rows.SeenRows;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes writers of the same bag, patient or line wait for each other: PostgreSQL advisory locks that end with the
 * transaction, so that they hold across replicas and can't be left behind.
 */
@Component
public class Locks {

    private final JdbcTemplate jdbc;
    private final SeenRows seen;

    Locks(JdbcTemplate jdbc, SeenRows seen) {
        this.jdbc = jdbc;
        this.seen = seen;
    }

    /**
     * Takes the lock of each key (for example {@code bag|800000000044}), in sorted order so that two transactions can't
     * wait for each other; call it once, at the beginning of the transaction.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(Collection<String> keys) {
        jdbc.query(
                // Each after the one before: unnest gives them in the order of the array.
                "select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(?) as sorted(key)",
                rows -> {},
                (Object) new TreeSet<>(keys).toArray(String[]::new));
        seen.reread();
    }
}
