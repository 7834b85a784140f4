package org.chemoloop.fhir.visit;

import org.chemoloop.fhir.loop.WristbandCode;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Mints wristband codes: never twice, whatever replica mints. */
@Component
class WristbandCodes {

    private final JdbcTemplate jdbc;

    WristbandCodes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    WristbandCode next() {
        Long next = jdbc.queryForObject("select nextval('loop.wristband_code')", Long.class);
        if (next == null) {
            throw new IllegalStateException("the sequence of wristband codes gave no number");
        }
        return WristbandCode.mint(next);
    }
}
