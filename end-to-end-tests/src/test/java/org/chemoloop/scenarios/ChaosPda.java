package org.chemoloop.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import org.chemoloop.scenarios.Messages.Order;

/** A nurse who gives one bag after the other and scans again whatever was not answered. */
final class ChaosPda implements AutoCloseable {

    private static final String NURSE = "nurse1";
    private static final String WITNESS = "nurse2";
    private static final int PAUSE_MILLIS = 300;

    private final List<Order> orders;
    private final IntSupplier ports;
    private final Fhir.Token token;
    private final Fhir.Token witness;
    private final List<String> given = new CopyOnWriteArrayList<>();
    private final Set<String> done = ConcurrentHashMap.newKeySet();
    private final List<String> surprises = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean running = true;

    /**
     * @param orders grows while the HIS orders
     * @param token of the nurse
     * @param witness token of the one who confirms before each start
     * @param ports a port of a FHIR server; another one after each failure
     */
    ChaosPda(List<Order> orders, Fhir.Token token, Fhir.Token witness, IntSupplier ports) {
        this.orders = orders;
        this.token = token;
        this.witness = witness;
        this.ports = ports;
        thread = new Thread(this::work, "pda");
        thread.setDaemon(true);
        thread.start();
    }

    /** The bags that were given: started and completed. */
    List<String> given() {
        return given;
    }

    List<String> surprises() {
        return surprises;
    }

    /** Ends after the bag in hand. */
    @Override
    public void close() throws InterruptedException {
        running = false;
        thread.join();
    }

    private void work() {
        try {
            while (running) {
                for (Order order : orders) {
                    if (running && !done.contains(order.placer())) {
                        give(order);
                    }
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Scan {
        Fhir.Answer send(Fhir fhir) throws IOException, InterruptedException;
    }

    private void give(Order order) throws InterruptedException {
        List<String> bags = bagsOf(order);
        String wristband = wristbandOf(order);
        if (bags.isEmpty() || wristband.isEmpty()) {
            return;
        }
        String bag = bags.get(0);
        boolean all = scan(bag, fhir -> Scans.step(fhir, NURSE, bag, "accepted"))
                && scan(bag, fhir -> Scans.step(fhir, NURSE, bag, "released"))
                && scan(bag, fhir -> Scans.dispense(fhir, NURSE, bag, "preparation", "whenPrepared"))
                && scan(bag, fhir -> Scans.dispense(fhir, NURSE, bag, "completed", "whenHandedOver"))
                && answered(bag, insist(witness, fhir -> Scans.confirm(fhir, bag, wristband)))
                && scan(bag, fhir -> Scans.start(fhir, NURSE, WITNESS, bag, wristband))
                && scan(bag, fhir -> Scans.complete(fhir, NURSE, bag, wristband));
        done.add(order.placer());
        if (all) {
            given.add(bag);
        }
    }

    /** Until it is answered; a repeat of what has taken effect is answered as the first time. */
    private boolean scan(String bag, Scan scan) throws InterruptedException {
        return answered(bag, insist(scan));
    }

    private boolean answered(String bag, Fhir.Answer answer) {
        if (answer.status() == 200 || answer.status() == 201) {
            return true;
        }
        surprises.add("scan of " + bag + ": HTTP " + answer.status() + " " + answer.resource());
        return false;
    }

    private Fhir.Answer insist(Scan scan) throws InterruptedException {
        return insist(token, scan);
    }

    private Fhir.Answer insist(Fhir.Token person, Scan scan) throws InterruptedException {
        while (true) {
            try {
                Fhir.Answer answer = scan.send(
                        new Fhir("http://localhost:" + ports.getAsInt() + "/fhir/", "application/fhir+json", person));
                if (answer.status() < 500 && answer.status() != 409 && answer.status() != 429) {
                    return answer;
                }
            } catch (IOException broken) {
                // A PDA shows "no network" and the nurse scans again.
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private List<String> bagsOf(Order order) throws InterruptedException {
        Fhir.Answer lines = insist(fhir -> fhir.get(
                "MedicationRequest?identifier=" + Fhir.encoded(Fhir.sid("placer-order") + "|" + order.placer())));
        JsonNode line = lines.resource().path("entry").path(0).path("resource");
        if (line.isMissingNode()) {
            return List.of();
        }
        Fhir.Answer bags = insist(
                fhir -> fhir.get("MedicationRequest?_count=200&_sort=-_lastUpdated&intent=instance-order&subject="
                        + Fhir.encoded(line.path("subject").path("reference").asText())));
        return ChaosReckoning.bagsOf(line.path("id").asText(), Fhir.matches(bags.resource()));
    }

    private String wristbandOf(Order order) throws InterruptedException {
        Fhir.Answer patients = insist(fhir -> fhir.get("Patient?identifier="
                + Fhir.encoded(
                        Fhir.sid("outpatient-number") + "|" + order.patient().number())));
        for (JsonNode identifier :
                patients.resource().path("entry").path(0).path("resource").path("identifier")) {
            if (identifier.path("system").asText().equals(Fhir.sid("wristband"))) {
                return identifier.path("value").asText();
            }
        }
        return "";
    }
}
