package org.chemoloop.label.service;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.InjectableInstance;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.chemoloop.label.print.Connections;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The database of the print jobs. Its tables are made when it is first reached, so this service starts without it, and
 * labels can be looked at meanwhile.
 */
@Singleton
public class PrintDatabase implements Connections {
    private static final String UNSET = "no database for print jobs: set CHEMOLOOP_DB_URL, _USER and _PASSWORD";

    private final List<AgroalDataSource> active;
    private final List<Flyway> migrations;
    private boolean migrated;

    PrintDatabase(InjectableInstance<AgroalDataSource> sources, InjectableInstance<Flyway> migrations) {
        this.active = sources.listActive();
        this.migrations = active.isEmpty() ? List.of() : migrations.listActive();
    }

    @Override
    public Connection open() throws SQLException {
        if (active.isEmpty()) {
            throw new SQLException(UNSET);
        }
        migrate();
        return active.get(0).getConnection();
    }

    private synchronized void migrate() throws SQLException {
        if (!migrated) {
            try {
                migrations.forEach(Flyway::migrate);
                migrated = true;
            } catch (FlywayException away) {
                throw new SQLException("the tables of the print jobs can't be made ready: " + away.getMessage(), away);
            }
        }
    }
}
