package org.chemoloop.fhir.server.rows;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Hands out primary keys from HAPI's sequences, so that its rows and ours never get the same: a value {@code v} of a
 * sequence owns {@code v - 49} to {@code v}, as Hibernate's pooled optimizer has it.
 */
@Component
class RowIds {

    /** How far each value of a sequence is from the one before, by HAPI's schema. */
    private static final int BLOCK = 50;

    private static final int BLOCKS_AT_ONCE = 10;

    private final JdbcTemplate jdbc;
    private final Map<String, Queue<Long>> waiting = new ConcurrentHashMap<>();

    RowIds(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Long[] take(String sequence, int count) {
        Long[] taken = new Long[count];
        Queue<Long> ids = waiting.computeIfAbsent(sequence, name -> new ArrayDeque<>());
        synchronized (ids) {
            for (int i = 0; i < count; i++) {
                if (ids.isEmpty()) {
                    refill(sequence, ids);
                }
                taken[i] = ids.remove();
            }
        }
        return taken;
    }

    long one(String sequence) {
        return take(sequence, 1)[0];
    }

    private void refill(String sequence, Queue<Long> ids) {
        for (Long last : jdbc.queryForList(
                "select nextval(cast(? as regclass)) from generate_series(1, ?)",
                Long.class,
                sequence,
                BLOCKS_AT_ONCE)) {
            for (long id = last - BLOCK + 1; id <= last; id++) {
                ids.add(id);
            }
        }
    }
}
