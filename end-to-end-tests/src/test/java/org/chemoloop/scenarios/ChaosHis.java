package org.chemoloop.scenarios;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.chemoloop.scenarios.Messages.Order;
import org.chemoloop.scenarios.Messages.Patient;
import org.jspecify.annotations.Nullable;

/**
 * A HIS that sends orders, cancels and repeats over several connections, and repeats each message unchanged until it is
 * answered; what it was promised is remembered for the reckoning.
 */
final class ChaosHis implements AutoCloseable {

    private static final int PATIENTS_PER_CONNECTION = 3;
    private static final int PAUSE_MILLIS = 250;
    private static final String CONTENTS = "NS250 250, ONDAN8 8";

    /** One thing that the HIS was told would happen: in one patient, in this order. */
    record Promise(String control, Order order) {}

    private final Map<String, List<Promise>> promises = new ConcurrentHashMap<>();
    private final List<Order> refused = new CopyOnWriteArrayList<>();
    private final List<Order> toScan = new CopyOnWriteArrayList<>();
    private final List<String> surprises = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger repeats = new AtomicInteger();
    private final AtomicInteger rejected = new AtomicInteger();
    private final List<Thread> connections = new ArrayList<>();
    private final IntSupplier ports;
    private volatile boolean running = true;

    /** @param ports a port of ours to connect to; another one after each failure */
    ChaosHis(int connections, long seed, IntSupplier ports) {
        this.ports = ports;
        for (int i = 0; i < connections; i++) {
            var random = new Random(seed + i);
            var thread = new Thread(() -> converse(random), "his-" + i);
            thread.setDaemon(true);
            thread.start();
            this.connections.add(thread);
        }
    }

    Map<String, List<Promise>> promises() {
        return promises;
    }

    /** Orders that we said we did not keep, and that the HIS then gave up. */
    List<Order> refused() {
        return refused;
    }

    /** The first order of each patient: never cancelled, so that a nurse can give it. */
    List<Order> toScan() {
        return toScan;
    }

    /** Answers that nobody could explain. */
    List<String> surprises() {
        return surprises;
    }

    int accepted() {
        return accepted.get();
    }

    int repeats() {
        return repeats.get();
    }

    int rejected() {
        return rejected.get();
    }

    /** Ends after what is under way has been answered. */
    @Override
    public void close() throws InterruptedException {
        running = false;
        for (Thread connection : connections) {
            connection.join();
        }
    }

    private void converse(Random random) {
        try (var line = new Line()) {
            var patients = new ArrayList<Patient>();
            for (int i = 0; i < PATIENTS_PER_CONNECTION; i++) {
                Patient patient = Patient.named("混沌^" + (char) ('甲' + i));
                patients.add(patient);
                promises.put(patient.number(), new CopyOnWriteArrayList<>());
                until(line, Messages.arrival(patient), false, random);
                order(line, patient, random).ifPresent(toScan::add);
            }
            while (running) {
                Patient patient = patients.get(random.nextInt(patients.size()));
                List<Promise> promised = promises.get(patient.number());
                int what = random.nextInt(10);
                if (what < 6 || promised.size() < 2) {
                    order(line, patient, random);
                } else {
                    cancel(line, promised, random);
                }
                Thread.sleep(random.nextInt(2 * PAUSE_MILLIS));
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            surprises.add("a connection ended: " + e);
        }
    }

    private Optional<Order> order(Line line, Patient patient, Random random) throws InterruptedException, IOException {
        Order order = Order.of(patient, CONTENTS);
        Hl7 message = Messages.order(order, "NW", Messages.unused("E"));
        if (!until(line, message, true, random)) {
            refused.add(order);
            return Optional.empty();
        }
        promises.get(patient.number()).add(new Promise("NW", order));
        return Optional.of(order);
    }

    private void cancel(Line line, List<Promise> promised, Random random) throws InterruptedException, IOException {
        List<Order> open = promised.stream()
                .map(Promise::order)
                .filter(order ->
                        promised.stream().filter(p -> p.order().equals(order)).count() == 1)
                .filter(order -> !toScan.contains(order))
                .toList();
        if (open.isEmpty()) {
            return;
        }
        Order order = open.get(random.nextInt(open.size()));
        if (until(line, Messages.order(order, "CA", Messages.unused("E")), true, random)) {
            promised.add(new Promise("CA", order));
        }
    }

    /**
     * Sends until there is an answer; false when it is "not kept" and the HIS does not insist. One in eight is repeated
     * after its answer, as a HIS does that has lost it.
     */
    private boolean until(Line line, Hl7 plain, boolean mayGiveUp, Random random)
            throws InterruptedException, IOException {
        boolean enhanced = random.nextInt(4) == 0;
        Hl7 message = enhanced ? plain.enhanced() : plain;
        while (true) {
            Hl7 answer = line.ask(message);
            String code = answer.get("MSA", 1);
            if (code.equals("AA") || code.equals("CA")) {
                accepted.incrementAndGet();
                if (random.nextInt(8) == 0) {
                    repeats.incrementAndGet();
                    String again = line.ask(message).get("MSA", 1);
                    if (!List.of("AA", "CA", "AR", "CE").contains(again)) {
                        surprises.add("a repeat of an accepted message was answered " + answer);
                    }
                }
                return true;
            }
            if (code.equals("AR") || code.equals("CE")) {
                rejected.incrementAndGet();
                // "Not kept" is said of this copy: one that got no answer may have been kept.
                if (mayGiveUp && !line.unanswered() && random.nextBoolean()) {
                    return false;
                }
                Thread.sleep(PAUSE_MILLIS);
            } else {
                surprises.add(message + " was answered\n" + answer);
                return false;
            }
        }
    }

    /** A connection that is opened again, perhaps to another node, until an answer has come. */
    private final class Line implements AutoCloseable {
        private @Nullable MllpStream open;
        private String asked = "";
        private boolean unanswered;

        /** Whether a copy of the message that was asked last has got no answer. */
        boolean unanswered() {
            return unanswered;
        }

        Hl7 ask(Hl7 message) throws InterruptedException, IOException {
            if (!message.controlId().equals(asked)) {
                asked = message.controlId();
                unanswered = false;
            }
            while (true) {
                try {
                    if (open == null) {
                        open = MllpStream.to(ports.getAsInt());
                    }
                    Hl7 answer = open.ask(message);
                    if (answer.get("MSA", 2).equals(message.controlId())) {
                        return answer;
                    }
                    surprises.add(message.controlId() + " was answered as " + answer);
                } catch (IOException broken) {
                    // No answer: the message is repeated unchanged, as the standard asks.
                    unanswered = true;
                    Thread.sleep(PAUSE_MILLIS);
                }
                close();
            }
        }

        @Override
        public void close() throws IOException {
            if (open != null) {
                open.close();
                open = null;
            }
        }
    }
}
