package org.chemoloop.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;

/** Accepts (接单) freshly ordered bags from more and more PDAs at once and prints rate, latency and processor time. */
public final class ScanLoad {

    private static final String BASE = "https://chemoloop.org/fhir";
    private static final Duration ORDERING = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LoadOptions options;
    private final URI fhir;
    private final String token;
    private final int bagsPerStage;
    private final LoadMessages orders;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ScanLoad(LoadOptions options, URI fhir, String token, int bagsPerStage, Clock clock) {
        this.options = options;
        this.fhir = fhir;
        this.token = token;
        this.bagsPerStage = bagsPerStage;
        this.orders = new LoadMessages(LoadMessages.Kind.RDE, false, clock);
    }

    /**
     * Like {@link MllpLoad}, the MLLP port being where the bags are ordered; a stage is 200 bags, not a time.
     * CHEMOLOOP_FHIR_PORT and CHEMOLOOP_TOKEN (of nurse1) come from the environment.
     */
    public static void main(String[] arguments) throws Exception {
        var options = LoadOptions.parse(arguments);
        Map<String, String> environment = System.getenv();
        var fhir = URI.create("http://localhost:" + environment.getOrDefault("CHEMOLOOP_FHIR_PORT", "8080") + "/fhir/");
        String token = environment.getOrDefault("CHEMOLOOP_TOKEN", "");
        var stages = new ScanLoad(options, fhir, token, 200, Clock.systemDefaultZone()).run();
        System.out.println(LoadTable.of(stages, List.copyOf(options.processes().keySet())));
        System.exit(stages.stream().allMatch(stage -> stage.notAccepted() == 0) ? 0 : 1);
    }

    List<Stage> run() throws Exception {
        // The first stage is run twice: once to warm up.
        stage(options.connections().get(0));
        var stages = new ArrayList<Stage>();
        for (int connections : options.connections()) {
            stages.add(stage(connections));
        }
        return stages;
    }

    private Stage stage(int connections) throws Exception {
        order();
        Queue<String> bags = orderedBags();
        var before = ProcessorTime.of(options.processes());
        long start = System.nanoTime();
        List<Stage.Part> parts = together(connections, () -> accept(bags));
        var took = Duration.ofNanos(System.nanoTime() - start);
        var spent = ProcessorTime.between(before, ProcessorTime.of(options.processes()));
        return Stage.of(connections, took, parts, spent);
    }

    private void order() throws Exception {
        InetSocketAddress ordersIn = options.address();
        long end = System.nanoTime() + ORDERING.toNanos();
        var left = new LoadLine.Limit(bagsPerStage);
        together(4, new LoadLine(ordersIn, orders, end, left));
    }

    private static List<Stage.Part> together(int lines, Callable<Stage.Part> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(lines);
        try {
            var parts = new ArrayList<Stage.Part>();
            var running = new ArrayList<Future<Stage.Part>>();
            for (int i = 0; i < lines; i++) {
                running.add(threads.submit(work));
            }
            for (Future<Stage.Part> line : running) {
                parts.add(line.get());
            }
            return parts;
        } finally {
            threads.shutdownNow();
        }
    }

    /** The bags just ordered: the youngest Tasks. */
    private Queue<String> orderedBags() throws IOException, InterruptedException {
        var answer = http.send(
                request("Task?_sort=-_lastUpdated&_count=" + bagsPerStage).GET().build(), BodyHandlers.ofString());
        var bags = new ConcurrentLinkedQueue<String>();
        for (JsonNode entry : JSON.readTree(answer.body()).path("entry")) {
            StreamSupport.stream(entry.at("/resource/identifier").spliterator(), false)
                    .filter(identifier -> identifier.path("system").asText().equals(BASE + "/sid/bag"))
                    .forEach(identifier -> bags.add(identifier.path("value").asText()));
        }
        if (bags.size() < bagsPerStage) {
            throw new IOException(
                    "%d bags found, %d ordered: HTTP %d".formatted(bags.size(), bagsPerStage, answer.statusCode()));
        }
        return bags;
    }

    private Stage.Part accept(Queue<String> bags) throws IOException, InterruptedException {
        var part = new Stage.Part();
        for (String bag = bags.poll(); bag != null; bag = bags.poll()) {
            long sent = System.nanoTime();
            var answer = http.send(acceptance(bag), BodyHandlers.ofString());
            part.add(System.nanoTime() - sent, answer.statusCode() == 200 || answer.statusCode() == 201);
        }
        return part;
    }

    private HttpRequest acceptance(String bag) {
        String task = """
                {"resourceType": "Task", "status": "in-progress", "intent": "order",
                 "identifier": [{"system": "%1$s/sid/bag", "value": "%2$s"}],
                 "businessStatus": {"coding": [{"system": "%1$s/CodeSystem/loop-status", "code": "accepted"}]},
                 "owner": {"identifier": {"system": "%1$s/sid/user", "value": "nurse1"}}}
                """.formatted(BASE, bag);
        return request("Task?identifier=" + BASE + "/sid/bag%7C" + bag)
                .PUT(BodyPublishers.ofString(task))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(fhir.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/fhir+json")
                .header("Content-Type", "application/fhir+json")
                .timeout(Duration.ofSeconds(60));
    }
}
