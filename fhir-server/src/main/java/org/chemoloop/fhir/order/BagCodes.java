package org.chemoloop.fhir.order;

import org.chemoloop.fhir.loop.BagCode;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Mints bag codes and filler order numbers: never twice, whatever replica mints. */
@Component
class BagCodes {

    private final JdbcTemplate jdbc;

    BagCodes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    BagCode next() {
        return BagCode.mint(number("select nextval('loop.bag_code')"));
    }

    String nextFillerOrder() {
        return String.format("F%010d", number("select nextval('loop.filler_order')"));
    }

    private long number(String sequence) {
        // With (no) parameters it is prepared; without, PostgreSQL would read and plan it each time.
        Long next = jdbc.queryForObject(sequence, Long.class, new Object[0]);
        if (next == null) {
            throw new IllegalStateException("a sequence gave no number: " + sequence);
        }
        return next;
    }
}
