package org.chemoloop.fhir.server;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.config.util.ResourceTypeUtil;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A power cut while the tables are made must not need a database administrator. */
class HapiSchemaIT {

    /** As a killed process leaves it. */
    private static final String LOCK_ROW = """
            insert into "FLY_HFJ_MIGRATION" ("installed_rank", "description", "type", "script", "installed_by",
                "installed_on", "execution_time", "success")
            values (-100, 'dead', 'JDBC', 'dead', 'dead', now(), 0, true)""";

    @Test
    void aStoreWhoseStartWasKilledStartsAgain() throws Exception {
        try (var postgres = EmbeddedPostgres.start()) {
            var database = new JdbcTemplate(postgres.getPostgresDatabase());
            new HapiSchema(postgres.getPostgresDatabase());
            int whole = count(database, "information_schema.tables where table_schema = 'public'");

            // Killed in a later start: what is stored stays.
            database.execute("create table a_record (id int)");
            database.update(LOCK_ROW);
            new HapiSchema(postgres.getPostgresDatabase());
            assertThat(count(database, "a_record")).isZero();
            assertThat(count(database, "\"FLY_HFJ_MIGRATION\" where \"installed_rank\" = -100"))
                    .isZero();

            // Killed in the very first: half of the tables.
            database.execute("drop table chemoloop_tables_complete");
            database.update(LOCK_ROW);
            database.execute("drop table a_record");
            database.execute("drop table hfj_spidx_token cascade");
            new HapiSchema(postgres.getPostgresDatabase());
            assertThat(count(database, "information_schema.tables where table_schema = 'public'"))
                    .isEqualTo(whole);
        }
    }

    /** HAPI itself fills the table when it finds it empty, and of two servers that both do one dies. */
    @Test
    void theTypesHaveNamesBeforeHapiLooks() throws Exception {
        try (var postgres = EmbeddedPostgres.start()) {
            var database = new JdbcTemplate(postgres.getPostgresDatabase());
            new HapiSchema(postgres.getPostgresDatabase());
            new HapiSchema(postgres.getPostgresDatabase());

            assertThat(count(database, "hfj_resource_type"))
                    .isEqualTo(ResourceTypeUtil.generateResourceTypes().size());
        }
    }

    private static int count(JdbcTemplate database, String what) {
        return Objects.requireNonNull(database.queryForObject("select count(*) from " + what, Integer.class));
    }
}
