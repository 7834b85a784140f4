package org.chemoloop.fhir.server;

import ca.uhn.fhir.jpa.config.util.ResourceTypeUtil;
import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrationStorageSvc;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.dao.HapiMigrationDao;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.system.HapiSystemProperties;
import ca.uhn.fhir.util.VersionEnum;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Brings HAPI's tables to the version of this HAPI, by HAPI's own migrator, before anything opens them. */
@Component("hapiSchema")
class HapiSchema {

    private static final Logger log = LoggerFactory.getLogger(HapiSchema.class);

    private static final String LOCK = "hashtextextended('hapi|schema', 0)";
    /** HAPI's row that says that somebody is migrating. */
    private static final String SOMEBODY_MIGRATES = "\"installed_rank\" = -100";

    /** Stands there, empty, once the tables have been whole. */
    private static final String COMPLETE = "public.chemoloop_tables_complete";

    HapiSchema(DataSource dataSource) throws SQLException {
        HapiSystemProperties.disableUnitTestMode();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            // Ends with this connection, so a killed process leaves nothing behind, unlike HAPI's own lock row.
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            clearAfterDeath(statement);
            migrate(dataSource);
            nameTypes(connection);
            statement.execute("create table if not exists " + COMPLETE + " ()");
            statement.execute("select pg_advisory_unlock(" + LOCK + ")");
        }
    }

    /** Who holds the lock knows that whoever left HAPI's row is dead, perhaps in the middle of making the tables. */
    private static void clearAfterDeath(Statement statement) throws SQLException {
        String table = "public.\"" + SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME + "\"";
        if (!says(statement, "to_regclass('" + table + "') is not null")
                || statement.executeUpdate("delete from " + table + " where " + SOMEBODY_MIGRATES) == 0) {
            return;
        }
        boolean everReady = says(statement, "to_regclass('" + COMPLETE + "') is not null");
        log.warn("schema=interrupted everReady={}", everReady);
        if (!everReady) {
            // Half made and never used: HAPI would take it for whole.
            statement.execute("drop schema public cascade");
            statement.execute("create schema public");
        }
    }

    private static boolean says(Statement statement, String condition) throws SQLException {
        try (ResultSet answer = statement.executeQuery("select " + condition)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    /** HAPI fills an empty table when it starts, and of two servers that start at once one would fail. */
    private static void nameTypes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into hfj_resource_type (res_type_id, res_type) values (nextval('seq_resource_type'), ?)")) {
            if (says(statement, "exists (select 1 from hfj_resource_type)")) {
                return;
            }
            for (String type : ResourceTypeUtil.generateResourceTypes()) {
                insert.setString(1, type);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Makes or changes HAPI's tables in the schema that the connections look into first. */
    static void migrate(DataSource dataSource) {
        var tasks = new HapiFhirJpaMigrationTasks(Set.of()).getAllTasks(VersionEnum.values());
        var migrations = new HapiMigrationDao(
                dataSource, DriverTypeEnum.POSTGRES_9_4, SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME);
        var migrator =
                new HapiMigrator(SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME, dataSource, DriverTypeEnum.POSTGRES_9_4);
        migrator.createMigrationTableIfRequired();
        migrator.addTasks(new HapiMigrationStorageSvc(migrations).diff(tasks));
        migrator.migrate();
    }
}
