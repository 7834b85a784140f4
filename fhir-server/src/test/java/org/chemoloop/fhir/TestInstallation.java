package org.chemoloop.fhir;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** What {@code ./chemoloop up} prepares for the server: database, broker, secrets; once per test run. */
public final class TestInstallation implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final List<String> CLIENTS = List.of("cli", "routes", "label", "pda", "his", "pivas");

    private static EmbeddedPostgres database;
    private static String brokerUrl;
    private static Path data;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(properties()).applyTo(context);
    }

    /** The settings of an installation with demo users, as properties. */
    public static synchronized Map<String, String> properties() {
        try {
            if (database == null) {
                data = secrets();
                database = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
                brokerUrl = broker();
            }
        } catch (Exception e) {
            throw new IllegalStateException("the test installation does not start", e);
        }
        return Map.ofEntries(
                Map.entry("CHEMOLOOP_DATA_DIR", data.toString()),
                Map.entry("CHEMOLOOP_DB_URL", database.getJdbcUrl("postgres", "postgres")),
                Map.entry("CHEMOLOOP_DB_USER", "postgres"),
                Map.entry("CHEMOLOOP_DB_PASSWORD", "postgres"),
                Map.entry("CHEMOLOOP_BROKER_URL", brokerUrl),
                Map.entry("CHEMOLOOP_FHIR_PORT", "0"),
                Map.entry("CHEMOLOOP_DEMO", "true"),
                // Rules that are off or have no data where a site says nothing.
                Map.entry("chemoloop.visits.observe-after", "30m"),
                Map.entry("chemoloop.visits.nurses", "area-isolation=1"),
                Map.entry("chemoloop.rules.neutrophils-least", "0.5"),
                Map.entry("chemoloop.rules.laboratory-holds", "on"));
    }

    /** The secret of a client of the installation. */
    public static String secret(String name) {
        try {
            return Files.readString(data.resolve("secrets").resolve(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path secrets() throws IOException {
        Path directory = Files.createTempDirectory("chemoloop-test");
        Path secrets = Files.createDirectory(directory.resolve("secrets"));
        for (String client : CLIENTS) {
            Files.writeString(secrets.resolve(client), "secret-of-" + client);
        }
        Files.writeString(secrets.resolve("broker"), "secret-of-broker");
        Files.writeString(secrets.resolve("database"), "postgres");
        Files.writeString(secrets.resolve("admin-password"), "secret-of-admin");
        return directory;
    }

    private static String broker() throws Exception {
        String url = "tcp://localhost:" + freePort();
        var configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .addAcceptorConfiguration("tcp", url);
        new EmbeddedActiveMQ().setConfiguration(configuration).start();
        return url;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
