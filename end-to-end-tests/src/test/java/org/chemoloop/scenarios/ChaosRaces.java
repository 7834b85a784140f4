package org.chemoloop.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
 * Eight writers of one new patient and one order at once, half of them through HL7 or its translation, half through
 * direct FHIR writes of the patient, then eight scans of the bag at once, spread over the nodes: there must be one of
 * each.
 */
final class ChaosRaces implements AutoCloseable {

    private static final int WRITERS = 8;
    private static final String NURSE = "nurse1";
    private static final int BAG_TRIES = 240;
    private static final int BAG_PAUSE_MILLIS = 250;

    /** So many races tell the same order to the minute: then it is translated anew, with later times. */
    private static final int RACES_PER_TRANSLATION = 50;

    /** What each writer may be answered: the last two write without a condition, so that only the first of all may. */
    private static final List<Set<String>> FINE = List.of(
            Set.of("AA"),
            Set.of("AA"),
            Set.of("AA"),
            Set.of("200"),
            Set.of("200", "201"),
            Set.of("200", "201"),
            Set.of("201", "409"),
            Set.of("201", "409"));

    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    private final Fhir engineer;
    private final Fhir.Token nurse;
    private final Fhir.Token his;
    private final Translator translator;
    private final IntUnaryOperator hisPorts;
    private final IntUnaryOperator fhirPorts;
    private final Map<String, Integer> tally = new TreeMap<>();

    /** Says what the Bundle of a message is. */
    interface Translator {
        String translate(Hl7 message) throws IOException, InterruptedException;
    }

    /** One order as a message and as its translation; others are it with other numbers. */
    private record Said(Order order, Hl7 message, String bundle) {

        String bundleOf(Order other) {
            return as(other, bundle);
        }

        Hl7 messageOf(Order other) {
            return new Hl7(as(other, message.text()));
        }

        private String as(Order other, String text) {
            return text.replace(message.controlId(), Messages.unused("R"))
                    .replace(order.placer(), other.placer())
                    .replace(order.patient().number(), other.patient().number())
                    .replace(order.patient().visit(), other.patient().visit());
        }
    }

    /**
     * @param nurse token of the nurse
     * @param his token of the HIS
     * @param hisPorts the port where a writer, counted from 0, sends its messages
     * @param fhirPorts the port where a writer scans, or writes what it knows of the patient
     */
    ChaosRaces(
            Fhir engineer,
            Fhir.Token nurse,
            Fhir.Token his,
            Translator translator,
            IntUnaryOperator hisPorts,
            IntUnaryOperator fhirPorts) {
        this.engineer = engineer;
        this.nurse = nurse;
        this.his = his;
        this.translator = translator;
        this.hisPorts = hisPorts;
        this.fhirPorts = fhirPorts;
    }

    /** @return in words what there was not exactly one of */
    List<String> run(int times) throws IOException, InterruptedException, ExecutionException {
        var wrong = new ArrayList<String>();
        Said said = null;
        for (int i = 0; i < times; i++) {
            if (said == null || i % RACES_PER_TRANSLATION == 0) {
                Order order = anOrder();
                Hl7 message = Messages.order(order, "NW", Messages.unused("R"));
                said = new Said(order, message, translator.translate(message));
            }
            race(said, wrong);
            if ((i + 1) % 100 == 0) {
                System.out.printf("%d of %d, %d wrong%n", i + 1, times, wrong.size());
            }
        }
        return wrong;
    }

    /** How often the writers of a new patient were answered what. */
    Map<String, Integer> tally() {
        return tally;
    }

    private static Order anOrder() {
        return Order.of(Patient.named("竞争^甲"), "NS250 250, ONDAN8 8");
    }

    private void race(Said said, List<String> wrong) throws IOException, InterruptedException, ExecutionException {
        Order order = anOrder();
        List<String> answers = atOnce(writer -> write(writer, order, said));
        for (int writer = 0; writer < WRITERS; writer++) {
            tally.merge(answers.get(writer), 1, Integer::sum);
            if (!FINE.get(writer).contains(answers.get(writer))) {
                wrong.add("writer " + writer + " of " + order.placer() + " was answered " + answers);
            }
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
        List<JsonNode> orders = engineer.search("MedicationRequest?_count=200&subject="
                + Fhir.encoded(lines.get(0).path("subject").path("reference").asText()));
        List<String> bags = ChaosReckoning.bagsOf(lines.get(0).path("id").asText(), orders);
        one(bags.size(), "bag of " + order.placer(), wrong);
        if (!bags.isEmpty()) {
            scan(bags.get(0), wrong);
        }
    }

    private String write(int writer, Order order, Said said) throws IOException, InterruptedException {
        String number = order.patient().number();
        Fhir system = fhirOf(writer, his);
        return switch (writer) {
            case 0, 1, 2 -> {
                try (MllpStream line = MllpStream.to(hisPorts.applyAsInt(writer))) {
                    yield line.ask(said.messageOf(order)).get("MSA", 1);
                }
            }
            case 3 -> said(system.post("$submit", said.bundleOf(order)));
            case 4 -> said(system.createUnless(Fhir.sid("outpatient-number"), number, patient("", order)));
            case 5 -> said(system.putByIdentifier(Fhir.sid("outpatient-number"), number, patient("", order)));
            case 6 -> said(system.post("Patient", patient("", order)));
            default -> {
                String id = "race-" + number;
                yield said(system.put("Patient/" + id, patient("\"id\": \"" + id + "\",", order)));
            }
        };
    }

    private static String said(Fhir.Answer answer) {
        return String.valueOf(answer.status());
    }

    /** @param id the element, with a comma after it, or nothing */
    private static String patient(String id, Order order) {
        return """
            {"resourceType": "Patient", %s "identifier": [{"system": "%s", "value": "%s"}],
             "name": [{"text": "竞争甲", "family": "竞争", "given": ["甲"]}], "gender": "male", "birthDate": "1962-06-17"}
            """.formatted(id, Fhir.sid("outpatient-number"), order.patient().number());
    }

    private Fhir fhirOf(int writer, Fhir.Token token) {
        return new Fhir("http://localhost:" + fhirPorts.applyAsInt(writer) + "/fhir/", "application/fhir+json", token);
    }

    private void scan(String bag, List<String> wrong) throws IOException, InterruptedException, ExecutionException {
        var answers = atOnce(writer ->
                Scans.step(fhirOf(writer, nurse), NURSE, bag, "accepted").status());
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
