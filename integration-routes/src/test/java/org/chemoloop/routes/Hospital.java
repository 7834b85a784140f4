package org.chemoloop.routes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What surrounds the service in tests: database, FHIR server, HIS and PIVAS, started once. */
public final class Hospital {
    public static final Hospital HERE = new Hospital();

    public final EmbeddedPostgres database;
    public final FhirStandIn fhir;
    public final Counterpart his;
    public final Counterpart pivas;
    public final Path data;

    private Hospital() {
        try {
            data = Files.createTempDirectory("chemoloop-routes-");
            Path secrets = Files.createDirectory(data.resolve("secrets"));
            for (String name : new String[] {"routes", "broker", "database"}) {
                Files.writeString(secrets.resolve(name), "postgres");
            }
            database = EmbeddedPostgres.builder().start();
            fhir = new FhirStandIn();
            his = new Counterpart();
            pivas = new Counterpart();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everybody is there and friendly again. */
    public void behave() throws Exception {
        fhir.behave();
        his.behave();
        pivas.behave();
    }

    /** The environment of an installation in this hospital. */
    public Map<String, String> environment(Path dataDir, String databaseName) {
        Map<String, String> environment = new HashMap<>();
        environment.put("CHEMOLOOP_DATA_DIR", dataDir.toString());
        environment.put("CHEMOLOOP_SECRETS_DIR", data.resolve("secrets").toString());
        environment.put("CHEMOLOOP_MAPPINGS_DIR", Path.of("..", "mappings").toString());
        environment.put("CHEMOLOOP_TIME_ZONE", "Asia/Shanghai");
        environment.put("CHEMOLOOP_FHIR_URL", fhir.url());
        environment.put("CHEMOLOOP_DB_URL", database.getJdbcUrl("postgres", databaseName));
        environment.put("CHEMOLOOP_DB_USER", "postgres");
        environment.put("CHEMOLOOP_HIS_ADDRESS", his.address());
        environment.put("CHEMOLOOP_PIVAS_ADDRESS", pivas.address());
        environment.put("CHEMOLOOP_PIVAS_SENDERS", "PIVAS|HOSPITAL");
        environment.put("CHEMOLOOP_MLLP_HIS_PORT", "0");
        environment.put("CHEMOLOOP_MLLP_PIVAS_PORT", "0");
        environment.put("CHEMOLOOP_BROKER_PORT", "0");
        return environment;
    }
}
