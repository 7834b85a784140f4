package org.chemoloop.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.chemoloop.scenarios.ChaosHis.Promise;
import org.chemoloop.scenarios.Messages.Order;

/** Compares what the HIS was promised and the nurse has done with what is stored and what was announced. */
final class ChaosReckoning {

    private final Fhir fhir;
    private final Map<String, List<Promise>> promises;
    private final List<Order> refused;
    private final List<String> given;

    ChaosReckoning(Fhir fhir, Map<String, List<Promise>> promises, List<Order> refused, List<String> given) {
        this.fhir = fhir;
        this.promises = promises;
        this.refused = refused;
        this.given = given;
    }

    /**
     * What came out.
     *
     * @param stored orders found, once, as they were last promised
     * @param announced different announcements that were owed and heard
     * @param lost with words: promised and not found, or not heard
     * @param doubled with words: found twice, or heard under two MSH-10
     * @param disordered with words: in another order than promised
     * @param leftovers with words: refused and found all the same
     * @param surprises answers that HIS and nurse could not explain
     */
    record Result(
            int stored,
            int announced,
            List<String> lost,
            List<String> doubled,
            List<String> disordered,
            List<String> leftovers,
            List<String> surprises) {

        Result with(List<String> surprises) {
            return new Result(stored, announced, lost, doubled, disordered, leftovers, surprises);
        }

        Result doubling(List<String> more) {
            List<String> all = Stream.concat(doubled.stream(), more.stream()).toList();
            return new Result(stored, announced, lost, all, disordered, leftovers, surprises);
        }

        /** Nothing is wrong, and there was something that could have been. */
        boolean isClean() {
            return stored > 0
                    && announced > stored
                    && surprises.isEmpty()
                    && lost.isEmpty()
                    && doubled.isEmpty()
                    && disordered.isEmpty()
                    && leftovers.isEmpty();
        }
    }

    Result compare(List<Hl7> pivas, List<Hl7> his) throws IOException, InterruptedException {
        var lost = new ArrayList<String>();
        var doubled = new ArrayList<String>();
        var disordered = new ArrayList<String>();
        var leftovers = new ArrayList<String>();
        int stored = 0;
        int announced = 0;
        Map<String, List<String>> heard = heardOfEachOrder(pivas);
        for (Map.Entry<String, List<Promise>> patient : promises.entrySet()) {
            List<String> owed = patient.getValue().stream()
                    .map(promise -> promise.control() + " " + promise.order().placer())
                    .toList();
            stored += stored(patient.getKey(), patient.getValue(), lost, doubled);
            List<String> told = patient.getValue().stream()
                    .map(promise -> promise.order().placer())
                    .distinct()
                    .flatMap(placer -> heard.getOrDefault(placer, List.of()).stream())
                    .toList();
            for (String one : owed) {
                long times = told.stream().filter(one::equals).count();
                announced += times > 0 ? 1 : 0;
                report(times, one + " to the PIVAS", lost, doubled);
            }
            List<String> inOrder = pivas.stream()
                    .map(ChaosReckoning::toldOf)
                    .filter(owed::contains)
                    .distinct()
                    .toList();
            if (inOrder.size() == owed.size() && !inOrder.equals(owed)) {
                disordered.add(patient.getKey() + " was promised " + owed + " and announced " + inOrder);
            }
        }
        for (String bag : given) {
            List<Hl7> about = his.stream()
                    .filter(message ->
                            message.kind().equals("RAS^O17") && message.text().contains(bag))
                    .toList();
            // The start has no completion status yet (RXA-20), the end has CP.
            List<String> steps = about.stream()
                    .map(message -> message.get("RXA", 20).isEmpty() ? "start" : message.get("RXA", 20))
                    .toList();
            for (String step : List.of("start", "CP")) {
                long times = steps.stream().filter(step::equals).count();
                announced += times > 0 ? 1 : 0;
                report(times, step + " of " + bag + " to the HIS", lost, doubled);
            }
            if (steps.indexOf("start") > steps.indexOf("CP")) {
                disordered.add(bag + " was announced as " + steps);
            }
        }
        for (Order order : refused) {
            if (!fhir.byIdentifier("MedicationRequest", "placer-order", order.placer())
                            .isEmpty()
                    || heard.containsKey(order.placer())) {
                leftovers.add(order.placer());
            }
        }
        return new Result(stored, announced, lost, doubled, disordered, leftovers, List.of());
    }

    private int stored(String patient, List<Promise> promised, List<String> lost, List<String> doubled)
            throws IOException, InterruptedException {
        List<JsonNode> people = fhir.byIdentifier("Patient", "outpatient-number", patient);
        report(people.size(), "patient " + patient, lost, doubled);
        if (people.isEmpty()) {
            return 0;
        }
        List<JsonNode> orders = fhir.searchAll("MedicationRequest?_count=500&subject=Patient/"
                + people.get(0).path("id").asText());
        Map<String, String> last = new LinkedHashMap<>();
        promised.forEach(promise -> last.put(promise.order().placer(), promise.control()));
        int stored = 0;
        for (Map.Entry<String, String> order : last.entrySet()) {
            List<JsonNode> lines = orders.stream()
                    .filter(line ->
                            line.path("intent").asText().equals("order") && has(line, "placer-order", order.getKey()))
                    .toList();
            report(lines.size(), "order " + order.getKey(), lost, doubled);
            if (lines.isEmpty()) {
                continue;
            }
            List<String> bags = bagsOf(lines.get(0).path("id").asText(), orders);
            report(bags.size(), "bag of " + order.getKey(), lost, doubled);
            boolean cancelled = lines.get(0).path("status").asText().equals("cancelled");
            if (order.getValue().equals("CA") != cancelled) {
                lost.add(order.getValue() + " " + order.getKey() + ": it is "
                        + lines.get(0).path("status").asText());
            } else if (lines.size() == 1 && bags.size() == 1) {
                stored++;
            }
        }
        return stored;
    }

    private static void report(long times, String what, List<String> lost, List<String> doubled) {
        if (times == 0) {
            lost.add(what);
        } else if (times > 1) {
            doubled.add(what + " × " + times);
        }
    }

    /** Placer number (ORC-4 is RX and that number) → NW and CA that were told of it, one for each MSH-10. */
    private static Map<String, List<String>> heardOfEachOrder(List<Hl7> pivas) {
        var heard = new HashMap<String, List<String>>();
        for (Hl7 message : pivas) {
            String told = toldOf(message);
            heard.computeIfAbsent(told.substring(told.indexOf(' ') + 1), placer -> new ArrayList<>())
                    .add(told);
        }
        return heard;
    }

    private static String toldOf(Hl7 message) {
        String control = message.get("ORC", 1).equals("DC") ? "CA" : message.get("ORC", 1);
        return control + " " + message.get("ORC", 4).replaceFirst("^RX", "");
    }

    /** The codes of the bags that are based on a line. */
    static List<String> bagsOf(String line, List<JsonNode> orders) {
        return orders.stream()
                .filter(bag -> bag.path("intent").asText().equals("instance-order")
                        && StreamSupport.stream(bag.path("basedOn").spliterator(), false)
                                .anyMatch(basis ->
                                        basis.path("reference").asText().equals("MedicationRequest/" + line)))
                .flatMap(bag -> StreamSupport.stream(bag.path("identifier").spliterator(), false))
                .filter(identifier -> identifier.path("system").asText().equals(Fhir.sid("bag")))
                .map(identifier -> identifier.path("value").asText())
                .collect(Collectors.toList());
    }

    private static boolean has(JsonNode resource, String system, String value) {
        return StreamSupport.stream(resource.path("identifier").spliterator(), false)
                .anyMatch(identifier -> identifier.path("system").asText().equals(Fhir.sid(system))
                        && identifier.path("value").asText().equals(value));
    }
}
