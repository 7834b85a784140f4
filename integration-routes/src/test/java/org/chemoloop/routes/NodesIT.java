package org.chemoloop.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chemoloop.routes.Hospital.HERE;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two copies of the service on one broker and one database, each a process that may die. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final int PATIENTS = 12;
    private static final int MESSAGES = 6;

    private final Path data = HERE.data.resolve("nodes");
    private final Map<String, Process> processes = new HashMap<>();
    private final int broker = freePort();
    private final List<Integer> lines = List.of(freePort(), freePort());

    private static int freePort() {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() throws Exception {
        HERE.behave();
        try (Connection connection = HERE.database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists nodes");
            statement.execute("create database nodes");
        }
        startBroker();
        startNode(0);
        startNode(1);
        for (int port : lines) {
            line(port).close();
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (Process process : processes.values()) {
            process.destroyForcibly();
            process.waitFor();
        }
        HERE.behave();
    }

    private void startBroker() throws IOException {
        start("broker", BrokerMain.class, Map.of("CHEMOLOOP_BROKER_PORT", String.valueOf(broker)));
    }

    private void startNode(int number) throws IOException {
        start(
                "node-" + number,
                RoutesApplication.class,
                Map.of(
                        "CHEMOLOOP_MLLP_HIS_PORT",
                        String.valueOf(lines.get(number)),
                        "CHEMOLOOP_ROUTES_PORT",
                        "0",
                        // Two young nodes on a busy machine; what is looked at is the way of the answer.
                        "CHEMOLOOP_ANSWER_WITHIN",
                        "20s",
                        "CHEMOLOOP_BROKER_URL",
                        "tcp://127.0.0.1:" + broker));
    }

    private void start(String name, Class<?> program, Map<String, String> settings) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()));
        builder.environment().putAll(HERE.environment(data, "nodes"));
        builder.environment().put("CHEMOLOOP_BROKER_USER", "chemoloop");
        builder.environment().putAll(settings);
        processes.put(name, builder.start());
    }

    private static Path log(String name) {
        return Path.of("target", "nodes-it-" + name + ".log");
    }

    private void kill(String name) throws InterruptedException {
        processes.get(name).destroyForcibly().waitFor();
    }

    private static MllpLine line(int port) {
        return await().atMost(PATIENCE).ignoreExceptions().until(() -> new MllpLine(port), line -> true);
    }

    /** Before anything dies: whoever has just lost the broker may hear an answer too late for its turn. */
    @Order(1)
    @Test
    void anAnswerFindsItsSenderWhicheverNodeHasFoundIt() throws Exception {
        long before = Files.lines(log("node-1"))
                .filter(line -> line.contains("answered kept="))
                .count();
        try (MllpLine line = line(lines.get(0))) {
            for (int i = 0; i < 24; i++) {
                Hl7 answer = line.send(Messages.rde(Messages.next("K"), Messages.next("M"), Messages.next("P")));
                assertThat(answer.get("MSA", 1)).as(answer.toString()).isEqualTo("AA");
                assertThat(answer.get("ORC", 1)).as(answer.toString()).isEqualTo("OK");
            }
        }
        assertThat(Files.lines(log("node-1"))
                        .filter(line -> line.contains("answered kept="))
                        .count())
                .as("messages that the other node has decided")
                .isGreaterThan(before);
    }

    /** Every patient's messages come over both nodes in turn, while a node and then the broker is killed. */
    @Order(2)
    @Test
    void eachPatientKeepsItsOrderAcrossNodesThatDie() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(PATIENTS);
        try {
            List<Future<List<String>>> sent = new ArrayList<>();
            for (int i = 0; i < PATIENTS; i++) {
                String patient = Messages.next("M");
                int first = i % 2;
                sent.add(senders.submit((Callable<List<String>>) () -> sendAll(patient, first)));
            }
            await().atMost(PATIENCE).until(() -> HERE.fhir.submitted().size() > PATIENTS);
            kill("node-1");
            await().atMost(PATIENCE).until(() -> HERE.fhir.submitted().size() > 2 * PATIENTS);
            kill("broker");
            startBroker();
            startNode(1);
            for (Future<List<String>> patient : sent) {
                List<String> accepted = patient.get();
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(effects(accepted)).containsExactlyElementsOf(accepted));
            }
        } finally {
            senders.shutdownNow();
        }
    }

    /** A HIS repeats a message until it is accepted, over whichever node answers. */
    private List<String> sendAll(String patient, int first) throws InterruptedException {
        List<String> accepted = new ArrayList<>();
        int node = first;
        for (int i = 0; i < MESSAGES; i++) {
            String control = Messages.next("K");
            String message = Messages.rde(control, patient, Messages.next("P"));
            boolean answered = false;
            while (!answered) {
                node = 1 - node;
                try (MllpLine line = new MllpLine(lines.get(node))) {
                    answered = line.send(message).get("MSA", 1).equals("AA");
                } catch (IOException dead) {
                    answered = false;
                }
                if (!answered) {
                    Thread.sleep(100);
                }
            }
            accepted.add(control);
        }
        return accepted;
    }

    /** Control ids in the order of their first effect. */
    private static List<String> effects(List<String> wanted) {
        Set<String> seen = new HashSet<>();
        return HERE.fhir.submitted().stream()
                .map(FhirStandIn::controlId)
                .filter(wanted::contains)
                .filter(seen::add)
                .toList();
    }
}
