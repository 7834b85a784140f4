package org.chemoloop.fhir.audit;

import java.sql.Timestamp;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Rows that are still to become AuditEvents. */
@Component
class AuditTable {

    private static final int LONGEST_REQUEST = 1000;

    private final JdbcTemplate jdbc;

    AuditTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void add(List<AuditRow> rows) {
        jdbc.batchUpdate(
                "insert into loop.audit (recorded, who, roles, address, action, subtype, request, what)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
                rows.size(),
                (statement, row) -> {
                    statement.setTimestamp(1, Timestamp.from(row.recorded()));
                    statement.setString(2, row.who().name());
                    statement.setString(3, row.who().roles());
                    statement.setString(4, row.who().address());
                    statement.setString(5, row.action());
                    statement.setString(6, row.subtype());
                    statement.setString(7, shortened(row.request()));
                    statement.setString(8, String.join(" ", row.what()));
                });
    }

    /** Takes the oldest rows away; other replicas take others. */
    List<AuditRow> take(int most) {
        return jdbc.query(
                "delete from loop.audit where id in"
                        + " (select id from loop.audit order by id limit ? for update skip locked)"
                        + " returning recorded, who, roles, address, action, subtype, request, what",
                (row, number) -> new AuditRow(
                        row.getTimestamp("recorded").toInstant(),
                        new Asker(row.getString("who"), row.getString("roles"), row.getString("address")),
                        row.getString("action"),
                        row.getString("subtype"),
                        row.getString("request"),
                        references(row.getString("what"))),
                most);
    }

    private static Set<String> references(String what) {
        return what.isEmpty() ? Set.of() : Set.of(what.split(" ", -1));
    }

    private static String shortened(String request) {
        return request.length() <= LONGEST_REQUEST ? request : request.substring(0, LONGEST_REQUEST);
    }
}
