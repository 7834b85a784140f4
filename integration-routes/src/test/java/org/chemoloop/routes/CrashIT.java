package org.chemoloop.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chemoloop.routes.Hospital.HERE;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kills the service like a power cut, in a process of its own, and starts it again on the same data. */
class CrashIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int HIS_PORT = freePort();
    private static final int WEB_PORT = freePort();

    private Process service;

    private static int freePort() {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void everybodyIsThere() throws Exception {
        HERE.behave();
        try (Connection connection = HERE.database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists crash");
            statement.execute("create database crash");
        }
    }

    @AfterEach
    void stop() throws Exception {
        kill();
        HERE.behave();
    }

    private void kill() throws InterruptedException {
        service.destroyForcibly();
        service.waitFor();
    }

    private void start() throws IOException {
        Path log = Path.of("target", "crash-it.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RoutesApplication.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(HERE.environment(HERE.data.resolve("crash"), "crash"));
        builder.environment()
                .putAll(Map.of(
                        "CHEMOLOOP_MLLP_HIS_PORT", String.valueOf(HIS_PORT),
                        "CHEMOLOOP_ROUTES_PORT", String.valueOf(WEB_PORT)));
        service = builder.start();
    }

    private MllpLine line() {
        return await().atMost(PATIENCE).ignoreExceptions().until(() -> new MllpLine(HIS_PORT), line -> true);
    }

    @Test
    void killedBetweenKeepingAndAnsweringNothingIsLostAndNothingDoubled() throws Exception {
        String control = Messages.next("K");
        String placer = Messages.next("P");
        String message = Messages.rde(control, Messages.next("M"), placer);
        HERE.fhir.down();
        start();
        try (MllpLine line = line()) {
            line.write(MllpLine.framed(message.getBytes(UTF_8)));
            // The commit of another sender proves that the journal has taken what came before.
            try (MllpLine other = line()) {
                String enhanced = Messages.msh("ADT^A08^ADT_A01", Messages.next("K"), "2.5", "AL|NE", "UNICODE UTF-8")
                        + "EVN|A08|20261124100000\r"
                        + Messages.patient(Messages.next("M"));
                assertThat(other.send(enhanced).get("MSA", 1)).isEqualTo("CA");
            }
            await().atMost(PATIENCE).until(this::isEntered);
            kill();
        }
        HERE.fhir.up();
        start();
        await().atMost(PATIENCE).until(() -> HERE.fhir.submissionsOf(control) == 1);
        try (MllpLine line = line()) {
            Hl7 answer = line.send(message);
            assertThat(answer.get("MSA", 1)).as(answer.toString()).isEqualTo("AA");
            assertThat(answer.get("ORC", 1)).isEqualTo("OK");
        }
        assertThat(HERE.fhir.submissionsOf(control)).isEqualTo(1);
    }

    @Test
    void whatIsPausedStaysPausedWhenTheServiceComesBack() throws Exception {
        String control = Messages.next("K");
        HERE.fhir.down();
        start();
        try (MllpLine line = line()) {
            Hl7 answer = line.send(Messages.rde(control, Messages.next("M"), Messages.next("P")));
            assertThat(answer.get("MSA", 3)).contains("kept");
        }
        change("insert into routes.paused_channel (name, by, at) values ('fhir-server', 'engineer1', now())");
        kill();
        HERE.fhir.up();
        start();
        line().close();
        await().during(Duration.ofSeconds(5)).atMost(PATIENCE).until(() -> HERE.fhir.submissionsOf(control) == 0);
        change("delete from routes.paused_channel");
        await().atMost(PATIENCE).until(() -> HERE.fhir.submissionsOf(control) == 1);
    }

    private void change(String sql) throws Exception {
        try (Connection connection =
                        HERE.database.getDatabase("postgres", "crash").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean isEntered() throws Exception {
        try (Connection connection =
                        HERE.database.getDatabase("postgres", "crash").getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from routes.kept_message")) {
            return rows.next() && rows.getInt(1) == 2;
        }
    }
}
