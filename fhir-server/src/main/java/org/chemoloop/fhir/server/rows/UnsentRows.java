package org.chemoloop.fhir.server.rows;

import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Holds what a transaction has written until somebody could miss it: before the commit, before HAPI says anything to
 * the database, and before a look into the index all of it is sent by one statement ({@code loop.store_resources}).
 */
@Component
public class UnsentRows implements StatementInspector {

    private static final String STORE =
            "select loop.store_resources(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb))";

    /** In the order of the function's parameters. */
    private static final List<Column<?>> COLUMNS = List.of(
            new Column<>("bigint", Long[]::new, write -> write.after().pid()),
            new Column<>("text", String[]::new, Write::type),
            new Column<>("smallint", Short[]::new, Write::typeNumber),
            new Column<>("text", String[]::new, Write::id),
            new Column<>("bigint", Long[]::new, Write::versionBefore),
            new Column<>("text", String[]::new, write -> write.after().hash()),
            new Column<>(
                    "timestamp", String[]::new, write -> write.after().updated().toString()),
            new Column<>("bigint", Long[]::new, Write::historyPid),
            new Column<>("text", String[]::new, write -> content(write).source()),
            new Column<>("text", String[]::new, write -> content(write).json()),
            new Column<>(
                    "text",
                    String[]::new,
                    write -> String.join(" ", write.after().tables())));

    private final transient JdbcTemplate jdbc;

    UnsentRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One version of a resource that is to be stored.
     *
     * @param before null when it is new
     * @param index its search values by the names of the tables
     */
    record Write(
            String type,
            short typeNumber,
            String id,
            @Nullable ResourceRow before,
            ResourceRow after,
            long historyPid,
            Map<String, ArrayNode> index) {

        @Nullable
        Long versionBefore() {
            return before == null ? null : before.version();
        }
    }

    /** @throws ResourceVersionConflictException when a version of it waits already, and may not be sent */
    void add(Write write) {
        if (ofThisTransaction().writes.containsKey(write.after().literal())) {
            send();
        }
        ofThisTransaction().writes.put(write.after().literal(), write);
    }

    /** @throws ResourceVersionConflictException when somebody else has written one of them meanwhile */
    public void send() {
        if (!(TransactionSynchronizationManager.getResource(this) instanceof Unsent unsent)
                || unsent.writes.isEmpty()) {
            return;
        }
        List<Write> writes = List.copyOf(unsent.writes.values());
        unsent.writes.clear();
        String conflict = jdbc.query(
                STORE,
                statement -> {
                    for (int i = 0; i < COLUMNS.size(); i++) {
                        statement.setArray(i + 1, COLUMNS.get(i).of(writes, statement.getConnection()));
                    }
                    statement.setString(COLUMNS.size() + 1, index(writes).toString());
                },
                rows -> rows.next() ? rows.getString(1) : null);
        if (conflict != null) {
            throw new ResourceVersionConflictException(conflict + " was written by somebody else meanwhile");
        }
    }

    private static ResourceRow.Content content(Write write) {
        return Objects.requireNonNull(write.after().content());
    }

    /** One of the arrays in step that the function takes. */
    private record Column<T>(String type, IntFunction<@Nullable T[]> sized, Function<Write, @Nullable T> value) {

        Array of(List<Write> writes, Connection connection) throws SQLException {
            return connection.createArrayOf(type, writes.stream().map(value).toArray(sized));
        }
    }

    /** For each table the rows of new resources, those of changed ones, and which of these have some there already. */
    private static ObjectNode index(List<Write> writes) {
        ObjectNode index = JsonNodeFactory.instance.objectNode();
        for (Write write : writes) {
            ResourceRow before = write.before();
            write.index()
                    .forEach((table, rows) -> index.withObject("/" + table)
                            .withArray(before == null ? "/fresh" : "/changed")
                            .addAll(rows));
            if (before != null) {
                before.tables()
                        .forEach(table -> index.withObject("/" + table)
                                .withArray("/before")
                                .add(before.pid()));
            }
        }
        return index;
    }

    /** HAPI is about to say this to the database: it has to find there what we have written. */
    @Override
    public String inspect(String sql) {
        send();
        return sql;
    }

    private Unsent ofThisTransaction() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Unsent unsent) {
            return unsent;
        }
        Unsent unsent = new Unsent();
        unsent.resume();
        TransactionSynchronizationManager.registerSynchronization(unsent);
        return unsent;
    }

    private final class Unsent implements TransactionSynchronization {

        /** By their names: two transactions that write the same resources take their rows in the same order. */
        private final Map<String, Write> writes = new TreeMap<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            send();
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(UnsentRows.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(UnsentRows.this, this);
        }

        @Override
        public void beforeCompletion() {
            TransactionSynchronizationManager.unbindResourceIfPossible(UnsentRows.this);
        }
    }
}
