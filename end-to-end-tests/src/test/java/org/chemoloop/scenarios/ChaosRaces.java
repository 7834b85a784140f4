package org.chemoloop.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.chemoloop.scenarios.Messages.Order;
import org.chemoloop.scenarios.Messages.Patient;

/**
 * Eight writers of one new patient and one order at once through HL7, then eight scans of its bag at once through FHIR,
 * spread over the nodes: there must be one of each.
 */
final class ChaosRaces implements AutoCloseable {

    private static final int WRITERS = 8;
    private static final String NURSE = "nurse1";
    private static final int BAG_TRIES = 240;
    private static final int BAG_PAUSE_MILLIS = 250;

    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    private final Fhir engineer;
    private final String nurse;
    private final IntUnaryOperator hisPorts;
    private final IntUnaryOperator fhirPorts;

    /**
     * @param nurse token of the nurse
     * @param hisPorts the port where a writer, counted from 0, sends its messages
     * @param fhirPorts the port where a writer scans
     */
    ChaosRaces(Fhir engineer, String nurse, IntUnaryOperator hisPorts, IntUnaryOperator fhirPorts) {
        this.engineer = engineer;
        this.nurse = nurse;
        this.hisPorts = hisPorts;
        this.fhirPorts = fhirPorts;
    }

    /** @return in words what there was not exactly one of */
    List<String> run(int times) throws IOException, InterruptedException, ExecutionException {
        var wrong = new ArrayList<String>();
        for (int i = 0; i < times; i++) {
            race(wrong);
        }
        return wrong;
    }

    private void race(List<String> wrong) throws IOException, InterruptedException, ExecutionException {
        Order order = Order.of(Patient.named("竞争^甲"), "NS250 250, ONDAN8 8");
        var answers = atOnce(writer -> {
            try (MllpStream line = MllpStream.to(hisPorts.applyAsInt(writer))) {
                return line.ask(Messages.order(order, "NW", Messages.unused("R")))
                        .get("MSA", 1);
            }
        });
        if (answers.stream().anyMatch(code -> !code.equals("AA"))) {
            wrong.add(order.placer() + " was answered " + answers);
        }
        List<JsonNode> lines = awaitLines(order);
        one(
                engineer.byIdentifier(
                                "Patient", "outpatient-number", order.patient().number())
                        .size(),
                "patient " + order.patient().number(),
                wrong);
        one(lines.size(), "order " + order.placer(), wrong);
        if (lines.isEmpty()) {
            return;
        }
        JsonNode orders = engineer.get("MedicationRequest?_count=200&subject="
                        + Fhir.encoded(
                                lines.get(0).path("subject").path("reference").asText()))
                .resource();
        List<String> bags = ChaosReckoning.bagsOf(lines.get(0).path("id").asText(), orders);
        one(bags.size(), "bag of " + order.placer(), wrong);
        if (!bags.isEmpty()) {
            scan(bags.get(0), wrong);
        }
    }

    private void scan(String bag, List<String> wrong) throws IOException, InterruptedException, ExecutionException {
        var answers = atOnce(writer -> Scans.step(
                        new Fhir(
                                "http://localhost:" + fhirPorts.applyAsInt(writer) + "/fhir/",
                                "application/fhir+json",
                                nurse),
                        NURSE,
                        bag,
                        "accepted")
                .status());
        if (answers.stream().noneMatch(status -> status == 200 || status == 201)) {
            wrong.add("scan of " + bag + " was answered " + answers);
        }
        // A scan that changes nothing writes nothing: the Task has the version of its beginning and that of the step.
        JsonNode history = engineer.get("Task/bag-" + bag + "/_history").resource();
        long accepted = IntStream.range(0, history.path("entry").size())
                .mapToObj(i -> history.path("entry").path(i).path("resource"))
                .filter(task -> task.path("businessStatus")
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asText()
                        .equals("accepted"))
                .count();
        one(accepted, "step of " + bag, wrong);
    }

    private static void one(long times, String what, List<String> wrong) {
        if (times != 1) {
            wrong.add(what + " × " + times);
        }
    }

    /** What was accepted may still be on its way, when no answer was there in time. */
    private List<JsonNode> awaitLines(Order order) throws IOException, InterruptedException {
        List<JsonNode> lines = List.of();
        for (int tries = 0; lines.isEmpty() && tries < BAG_TRIES; tries++) {
            lines = engineer.byIdentifier("MedicationRequest", "placer-order", order.placer());
            if (lines.isEmpty()) {
                Thread.sleep(BAG_PAUSE_MILLIS);
            }
        }
        return lines;
    }

    private interface Write<T> {
        T by(int writer) throws IOException, InterruptedException;
    }

    private <T> List<T> atOnce(Write<T> write) throws InterruptedException, ExecutionException {
        var start = new CyclicBarrier(WRITERS);
        List<Callable<T>> all = IntStream.range(0, WRITERS)
                .<Callable<T>>mapToObj(writer -> () -> {
                    start.await();
                    return write.by(writer);
                })
                .toList();
        var answers = new ArrayList<T>();
        for (Future<T> answer : writers.invokeAll(all)) {
            answers.add(answer.get());
        }
        return answers;
    }

    @Override
    public void close() {
        writers.shutdownNow();
    }
}
