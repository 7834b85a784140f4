package org.chemoloop.routes.audit;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Requests that are still to become AuditEvents: they wait here while the FHIR server is away. */
public final class ApiUses {
    private final JdbcTemplate database;

    public ApiUses(JdbcTemplate database) {
        this.database = database;
    }

    void keep(ApiUse use) {
        database.update(
                """
                insert into api_use (id, at, who, roles, address, method, path, query, message)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                use.id(),
                Timestamp.from(use.at()),
                use.who(),
                use.roles(),
                use.address(),
                use.method(),
                use.path(),
                use.query(),
                use.message());
    }

    List<ApiUse> oldest(int most) {
        return database.query("""
                select api_use.*, coalesce(kept_message.patients, '{}') as patients
                from api_use left join kept_message on kept_message.id = api_use.message
                order by at limit ?""", (row, n) -> use(row), most);
    }

    void forget(List<ApiUse> uses) {
        database.batchUpdate(
                "delete from api_use where id = ?",
                uses.stream().map(use -> new Object[] {use.id()}).toList());
    }

    private static ApiUse use(ResultSet row) throws SQLException {
        return new ApiUse(
                uuid(row.getString("id")),
                row.getTimestamp("at").toInstant(),
                row.getString("who"),
                row.getString("roles"),
                row.getString("address"),
                row.getString("method"),
                row.getString("path"),
                row.getString("query"),
                row.getString("message") == null ? null : uuid(row.getString("message")),
                texts(row.getArray("patients")));
    }

    private static UUID uuid(String text) {
        return UUID.fromString(text);
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
