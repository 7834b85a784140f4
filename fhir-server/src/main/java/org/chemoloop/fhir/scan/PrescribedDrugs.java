package org.chemoloop.fhir.scan;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What else a prescription holds, as the orders have put it down in {@code loop.ordered_drug}. */
@Component
class PrescribedDrugs {

    private final JdbcTemplate jdbc;

    PrescribedDrugs(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Two patients may have a prescription of the same number. */
    boolean haveCytotoxic(String patient, String prescription) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from loop.ordered_drug where patient = ? and prescription = ? and cytotoxic)",
                Boolean.class,
                patient,
                prescription));
    }
}
