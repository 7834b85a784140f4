package org.chemoloop.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An installation of its own on free ports and in a data directory of its own, with a HIS and a PIVAS beside it. */
final class Hospital {

    private static final int UP_MINUTES = 15;
    private static final int PORTS_OF_A_NODE = 10;
    private static final List<String> PACKAGES = List.of(
            "fhir-server/target/fhir-server*-exec.jar",
            "integration-routes/target/integration-routes*-exec.jar",
            "label-print-service/target/quarkus-app/quarkus-run.jar");

    private static final Duration RENEW = Duration.ofMinutes(10);

    private final Path repository = repository();
    private final Path data;
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Counterpart pivas = new Counterpart();
    private final Counterpart his = new Counterpart();

    private final int nodes;
    private final Map<String, String> settings;
    private boolean evidence;

    private Hospital(int nodes, Map<String, String> settings) throws IOException {
        this.nodes = nodes;
        this.settings = settings;
        data = Files.createTempDirectory("chemoloop-");
        claimPorts(List.of("FHIR", "ROUTES", "LABEL", "MLLP_HIS", "MLLP_PIVAS", "BROKER"));
    }

    static Hospital open() throws IOException, InterruptedException {
        // Logs as on Kubernetes, for people they are text; and the machine may be busy.
        Hospital hospital = prepare(1, Map.of("CHEMOLOOP_LOG_FORMAT", "json", "CHEMOLOOP_START_SECONDS", "600"));
        hospital.up();
        return hospital;
    }

    /** An installation of so many nodes that is not started yet, with settings beyond its ports and addresses. */
    static Hospital prepare(int nodes, Map<String, String> settings) throws IOException {
        var hospital = new Hospital(nodes, settings);
        hospital.needsThePackages();
        Runtime.getRuntime().addShutdownHook(new Thread(hospital::downAtTheLatest));
        return hospital;
    }

    /** Starts whatever is not running: at the beginning everything, later what was killed. */
    void up() throws IOException, InterruptedException {
        chemoloop("up", "--detach", "--demo", "--nodes", String.valueOf(nodes));
    }

    /** @return what the replay of today says; it fails when it finds a difference */
    String replay() throws IOException, InterruptedException {
        return chemoloop("replay");
    }

    /** @return the Bundle of a message, as the translation makes it */
    String translate(Hl7 message) throws IOException, InterruptedException {
        Path file = Files.createTempFile("chemoloop-", ".hl7");
        try {
            Files.writeString(file, message.text());
            String printed = chemoloop("translate", file.toString());
            return printed.substring(printed.indexOf('{'));
        } finally {
            Files.delete(file);
        }
    }

    void close() throws IOException, InterruptedException {
        close(() -> {});
    }

    private record Token(String value, long since) {}

    /** How a command of {@code ./chemoloop} ended. */
    private record Ran(String command, int code, String output, String errors) {

        String orFail() {
            assertThat(code)
                    .as("./chemoloop %s\n%s\n%s", command, tail(output), tail(errors))
                    .isZero();
            return output;
        }
    }

    /** What may fail as a command fails. */
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** @param afterwards what to undo between the end of the system and the end of its files */
    void close(Work afterwards) throws IOException, InterruptedException {
        try {
            chemoloop("down");
        } finally {
            afterwards.run();
            keepLogs();
            his.close();
            pivas.close();
            if (evidence) {
                System.out.println("what it has left is in " + data);
            } else {
                delete(data);
            }
        }
    }

    Counterpart pivas() {
        return pivas;
    }

    Counterpart his() {
        return his;
    }

    MllpStream hisLine() throws IOException {
        return MllpStream.to(port("MLLP_HIS"));
    }

    MllpStream pivasLine() throws IOException {
        return MllpStream.to(port("MLLP_PIVAS"));
    }

    Fhir fhir(String user) {
        return new Fhir("http://localhost:" + port("FHIR") + "/fhir/", "application/fhir+json", () -> token(user));
    }

    /** The label service, in the name of one user; it speaks JSON too. */
    Fhir labels(String user) {
        return new Fhir("http://localhost:" + port("LABEL") + "/", "application/json", () -> token(user));
    }

    /** The engineers' API, in the name of one user; it speaks JSON too. */
    Fhir messages(String user) {
        return new Fhir("http://localhost:" + port("ROUTES") + "/api/", "application/json", () -> token(user));
    }

    /** Where the printer of an installation without printers prints to. */
    Path printed() {
        return data.resolve("printed");
    }

    /** Where all its state is. */
    Path data() {
        return data;
    }

    /** Leaves its files behind when it is closed: something is wrong that has to be looked into. */
    void keepEvidence() {
        evidence = true;
    }

    /** The port of a part, on a node counted from 1. */
    int port(String name, int node) {
        return port(name) + PORTS_OF_A_NODE * (node - 1);
    }

    /** A token of half an hour, or younger: a long run outlives many. */
    String token(String user) throws IOException, InterruptedException {
        Token known = tokens.get(user);
        if (known != null && System.nanoTime() - known.since() < RENEW.toNanos()) {
            return known.value();
        }
        Ran ran = run("token", user);
        if (ran.code() != 0 && known != null) {
            return known.value(); // whoever would give a new one is broken just now
        }
        String printed = ran.orFail().strip();
        var token = new Token(printed.substring(printed.lastIndexOf('\n') + 1), System.nanoTime());
        tokens.put(user, token);
        return token.value();
    }

    /** Kills a part as a power cut would. */
    void kill(String part) throws IOException, InterruptedException {
        ProcessHandle process = process(part);
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Stops a part as a machine that swaps would ({@code STOP}), or lets it go on ({@code CONT}). */
    void signal(String part, String signal) throws IOException, InterruptedException {
        String pid = String.valueOf(process(part).pid());
        int code = new ProcessBuilder("kill", "-" + signal, pid)
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).as("kill -%s %s (%s)", signal, pid, part).isZero();
    }

    private ProcessHandle process(String part) throws IOException, InterruptedException {
        JsonNode parts =
                new ObjectMapper().readTree(chemoloop("status", "--json")).path("parts");
        for (JsonNode running : parts) {
            if (running.path("name").asText().equals(part)) {
                return ProcessHandle.of(running.path("pid").asLong()).orElseThrow();
            }
        }
        throw new AssertionError(part + " does not run: " + parts);
    }

    private String chemoloop(String... words) throws IOException, InterruptedException {
        return run(words).orFail();
    }

    private Ran run(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(repository.resolve("chemoloop").toString()));
        command.addAll(List.of(words));
        Path output = Files.createTempFile("chemoloop-", ".out");
        Path errors = Files.createTempFile("chemoloop-", ".err");
        try {
            // Into files: the parts that stay behind would hold a pipe open.
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(repository.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            // Whoever starts us, ./chemoloop chaos for one, has an installation of its own in mind.
            builder.environment().keySet().removeIf(name -> name.startsWith("CHEMOLOOP_"));
            builder.environment().putAll(environment());
            Process process = builder.start();
            if (!process.waitFor(UP_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(
                        "./chemoloop " + String.join(" ", words) + " did not end: " + tail(Files.readString(output)));
            }
            return new Ran(
                    String.join(" ", words), process.exitValue(), Files.readString(output), Files.readString(errors));
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }

    private Map<String, String> environment() {
        var environment = new TreeMap<String, String>();
        ports.forEach((name, port) -> environment.put("CHEMOLOOP_" + name + "_PORT", String.valueOf(port)));
        environment.put("CHEMOLOOP_DATA_DIR", data.toString());
        environment.put("CHEMOLOOP_PIVAS_ADDRESS", "localhost:" + pivas.port());
        environment.put("CHEMOLOOP_HIS_ADDRESS", "localhost:" + his.port());
        environment.putAll(settings);
        return environment;
    }

    private int port(String name) {
        return ports.getOrDefault(name, 0);
    }

    private void needsThePackages() throws IOException {
        for (String pattern : PACKAGES) {
            var matcher = FileSystems.getDefault().getPathMatcher("glob:" + repository.resolve(pattern));
            Path folder = repository.resolve(pattern).getParent();
            try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
                assertThat(files)
                        .as(
                                "the scenarios start the packaged system: %s is missing, package the services first",
                                pattern)
                        .anyMatch(matcher::matches);
            }
        }
    }

    /** The JVM may end without the last hook, for example by Ctrl-C. */
    private void downAtTheLatest() {
        if (Files.isDirectory(data)) {
            try {
                close();
            } catch (IOException | AssertionError failed) {
                System.err.println("installation in " + data + " may still run: " + failed.getMessage());
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void keepLogs() throws IOException {
        Path kept = Files.createDirectories(repository.resolve("end-to-end-tests/target/logs"));
        Path logs = data.resolve("logs");
        if (Files.isDirectory(logs)) {
            try (Stream<Path> files = Files.list(logs)) {
                for (Path log : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(log, kept.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - 3_000));
    }

    static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("chemoloop")) || Files.isDirectory(folder.resolve("chemoloop"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "no executable ./chemoloop above " + Path.of("").toAbsolutePath());
            }
            folder = parent;
        }
        return folder;
    }

    /** All at once, so that no two parts get the same; of each part one for every node. */
    private void claimPorts(List<String> names) throws IOException {
        var held = new ArrayList<ServerSocket>();
        try {
            for (String name : names) {
                ports.put(name, claimPort(held));
            }
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    private int claimPort(List<ServerSocket> held) throws IOException {
        for (int tries = 0; tries < 100; tries++) {
            var mine = new ArrayList<ServerSocket>();
            try {
                mine.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
                for (int node = 2; node <= nodes; node++) {
                    int port = mine.get(0).getLocalPort() + PORTS_OF_A_NODE * (node - 1);
                    mine.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
                }
                held.addAll(mine);
                return mine.get(0).getLocalPort();
            } catch (BindException | IllegalArgumentException taken) {
                for (ServerSocket socket : mine) {
                    socket.close();
                }
            }
        }
        throw new IOException("no " + nodes + " free ports at a distance of " + PORTS_OF_A_NODE);
    }
}
