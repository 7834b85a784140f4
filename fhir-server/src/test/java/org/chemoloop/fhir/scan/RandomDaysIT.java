package org.chemoloop.fhir.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;
import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirCaller.Answer;
import org.chemoloop.fhir.FhirServerTest;
import org.chemoloop.fhir.scan.Ward.Here;
import org.chemoloop.fhir.scan.Ward.Ordered;
import org.chemoloop.fhir.submit.PlacedOrder;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Task;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestContextManager;

/**
 * Days on which scans come twice, late, in the wrong order, from several devices, and on which bags are regrouped: the
 * record stays in one piece. A day is the usual way of four bags and a list of mishaps, which shrinks to those that
 * break it; jqwik prints the seed.
 */
@FhirServerTest
class RandomDaysIT {

    private static final String CYTOTOXIC = "CARBO150";
    private static final int DEVICES = 3;

    /** What the HIS and the PIVAS hear of each step; the others are nobody's business outside. */
    private static final Map<String, String> ANNOUNCED = Map.of(
            "released", "bag-released",
            "dispatched", "bag-dispatched",
            "paused", "infusion-paused",
            "completed", "infusion-completed",
            "stopped", "infusion-stopped",
            "not-given", "infusion-not-given");

    @Autowired
    FhirCaller fhir;

    @Autowired
    Store store;

    @Autowired
    JdbcTemplate jdbc;

    private Ward ward;
    private Devices devices;

    /** All that people do with a bag; the first nine, in this order, are its usual way. */
    enum Act {
        ACCEPT,
        RELEASE,
        COMPOUND,
        DISPATCH,
        RECEIVE,
        START,
        PAUSE,
        RESUME,
        COMPLETE,
        START_ELSEWHERE,
        NOT_GIVE,
        PREPARE,
        REGROUP,
        SPLIT;

        static final List<Act> USUAL = List.of(values()).subList(0, 9);
    }

    /**
     * What goes wrong with a scan: sent again later, sent late by a device that was offline, or one that nobody needs.
     */
    enum Kind {
        AGAIN,
        LATE,
        STRAY
    }

    record Mishap(Kind kind, int at, int by, Act act) {}

    record Scan(int bag, Act act, boolean late) {}

    /** The same server as all other tests have: jqwik knows nothing of Spring. */
    @BeforeTry
    void openTheWard() throws Exception {
        new TestContextManager(getClass()).prepareTestInstance(this);
        ward = new Ward(fhir, store);
        devices = new Devices(fhir);
    }

    @Provide
    Arbitrary<List<Mishap>> mishaps() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 35),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.of(Act.class))
                .as(Mishap::new)
                .list()
                .ofMaxSize(25);
    }

    @Property
    void theRecordStaysInOnePieceWhateverComesTwiceLateOrWrong(@ForAll("mishaps") List<Mishap> mishaps) {
        List<Ordered> bags = bags();
        Set<String> codes = codes(bags);
        for (Scan scan : day(mishaps, bags.size())) {
            check(take(scan, 0, bags, codes));
        }
        checkRecord(bags, codes);
    }

    @Property
    void theRecordStaysInOnePieceWhenDevicesScanAtOnce(@ForAll("mishaps") List<Mishap> mishaps) throws Exception {
        List<Ordered> bags = bags();
        Set<String> codes = codes(bags);
        List<Scan> day = day(mishaps, bags.size());
        ExecutorService atOnce = Executors.newFixedThreadPool(DEVICES);
        List<Callable<Void>> work = new ArrayList<>();
        for (int device = 0; device < DEVICES; device++) {
            int own = device;
            work.add(() -> {
                for (int i = own; i < day.size(); i += DEVICES) {
                    check(take(day.get(i), own, bags, codes));
                }
                return null;
            });
        }
        for (Future<Void> done : atOnce.invokeAll(work)) {
            done.get();
        }
        atOnce.shutdown();
        checkRecord(bags, codes);
    }

    private List<Ordered> bags() {
        List<Ordered> bags = new CopyOnWriteArrayList<>();
        for (int patient = 0; patient < 2; patient++) {
            PlacedOrder.visit(fhir, "DEX5", CYTOTOXIC)
                    .forEach(placed -> bags.add(new Ordered(
                            new Here(placed.patient(), placed.visit(), placed.wristband()),
                            placed.bag(),
                            placed.line())));
        }
        return bags;
    }

    private static Set<String> codes(List<Ordered> bags) {
        return bags.stream().map(Ordered::code).collect(Collectors.toCollection(ConcurrentSkipListSet::new));
    }

    private static List<Scan> day(List<Mishap> mishaps, int bags) {
        List<Scan> day = new ArrayList<>();
        for (Act act : Act.USUAL) {
            IntStream.range(0, bags).forEach(bag -> day.add(new Scan(bag, act, false)));
        }
        for (Mishap mishap : mishaps) {
            int later = Math.min(day.size(), mishap.at() + mishap.by());
            switch (mishap.kind()) {
                case AGAIN -> day.add(later, day.get(mishap.at()));
                case LATE -> {
                    Scan scan = day.get(mishap.at());
                    day.add(later, new Scan(scan.bag(), scan.act(), true));
                    day.remove(mishap.at());
                }
                case STRAY -> day.add(mishap.at(), new Scan(mishap.by() % bags, mishap.act(), false));
            }
        }
        return day;
    }

    private Answer take(Scan scan, int device, List<Ordered> bags, Set<String> codes) {
        Ordered bag = bags.get(scan.bag());
        int other = scan.bag() ^ 1;
        return switch (scan.act()) {
            case ACCEPT -> devices.step("nurse1", bag, "accepted");
            case RELEASE -> devices.step("nurse1", bag, "released");
            case COMPOUND -> devices.pivas(bag, "compounded", null);
            case DISPATCH -> devices.pivas(bag, "dispatched", null);
            case RECEIVE -> devices.receive("nurse1", bag);
            case START -> start(bag, bag.wristband(), scan.late(), device);
            case PAUSE -> devices.go("nurse1", bag, MedicationAdministrationStatus.ONHOLD);
            case RESUME -> devices.go("nurse1", bag, MedicationAdministrationStatus.INPROGRESS);
            case COMPLETE -> devices.go("nurse2", bag, MedicationAdministrationStatus.COMPLETED);
            case START_ELSEWHERE ->
                start(bag, bags.get((scan.bag() + 2) % bags.size()).wristband(), scan.late(), device);
            case NOT_GIVE -> devices.go("nurse1", bag, MedicationAdministrationStatus.NOTDONE);
            case PREPARE -> devices.prepare("nurse2", bag);
            case REGROUP ->
                made(call("$regroup", "bag", bag.code(), "bag", bags.get(other).code()), scan.bag(), bags, codes);
            case SPLIT -> made(call("$split", "bag", bag.code(), "line", bag.line()), scan.bag(), bags, codes);
        };
    }

    private Answer start(Ordered bag, String wristband, boolean late, int device) {
        devices.confirm("nurse2", bag.code(), wristband);
        MedicationAdministration scan = Devices.start(bag.code(), wristband, "nurse1", "nurse2");
        scan.addDevice()
                .setIdentifier(
                        new Identifier().setSystem(Systems.BASE + "/sid/device").setValue("PDA" + device));
        if (late) {
            scan.addExtension(Systems.RECORDED_OFFLINE, new BooleanType(true));
            scan.setEffective(new Period().setStart(Date.from(Instant.now().minus(Duration.ofMinutes(15)))));
        }
        return devices.administer("nurse1", scan);
    }

    private Answer call(String operation, String... named) {
        Parameters parameters = new Parameters();
        for (int i = 0; i < named.length; i += 2) {
            parameters.addParameter(named[i], named[i + 1]);
        }
        return fhir.as("nurse1").post("MedicationRequest/" + operation, parameters);
    }

    /** From now on the new bags are scanned instead of the old. */
    private static Answer made(Answer answer, int at, List<Ordered> bags, Set<String> codes) {
        if (answer.status() == 200) {
            List<String> fresh = answer.resource(Parameters.class).getParameter().stream()
                    .filter(parameter -> parameter.getName().equals("bag"))
                    .map(ParametersParameterComponent::getValue)
                    .map(value -> value.primitiveValue())
                    .toList();
            codes.addAll(fresh);
            for (int bag : List.of(at, at ^ 1)) {
                Ordered old = bags.get(bag);
                String code = fresh.get(bag == at ? 0 : fresh.size() - 1);
                bags.set(bag, new Ordered(old.patient(), code, old.line()));
            }
        }
        return answer;
    }

    private static void check(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(200, 201, 422);
    }

    private void checkRecord(List<Ordered> bags, Set<String> codes) {
        Map<String, List<String>> told = new TreeMap<>();
        codes.forEach(code -> told.put(code, steps(code)));
        told.forEach(this::checkSteps);
        for (String patient : bags.stream().map(bag -> bag.patient().id()).collect(Collectors.toSet())) {
            Map<String, List<String>> own = new TreeMap<>(told);
            own.keySet()
                    .removeIf(code -> !patient.equals(
                            order(code).getSubject().getReferenceElement().getIdPart()));
            checkComponents(own.keySet());
            checkAnnounced(patient, own.values());
        }
    }

    private void checkSteps(String code, List<String> told) {
        Task task = ward.read(Task.class, "bag-" + code);
        assertThat(told)
                .as("the timeline tells what is on the Task of %s", code)
                .containsExactlyElementsOf(task.getOutput().stream()
                        .map(output -> output.getType().getCodingFirstRep().getCode())
                        .toList());
        if (!told.contains("infusing")) {
            assertThat(task.getBusinessStatus().getCodingFirstRep().getCode())
                    .isNotIn("infusing", "paused", "completed", "stopped");
            return;
        }
        MedicationRequest order = order(code);
        MedicationAdministration infusion = ward.read(MedicationAdministration.class, "bag-" + code);
        assertThat(infusion.getSubject().getReference())
                .isEqualTo(order.getSubject().getReference());
        assertThat(told.indexOf("received")).isBetween(0, told.indexOf("infusing"));
        assertThat(told).as("%s is started once", code).satisfies(RandomDaysIT::startsOnce);
        assertThat(told).doesNotContain("void", "cancelled");
        if (amounts(order).containsKey(CYTOTOXIC)) {
            assertThat(infusion.getPerformer().stream()
                            .map(performer ->
                                    performer.getActor().getIdentifier().getValue())
                            .distinct())
                    .as("two persons at the start of %s", code)
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }

    /** Each further "infusing" follows a pause; what was told late in between does not count. */
    private static void startsOnce(List<? extends String> told) {
        List<String> atTheChair = new ArrayList<>(told);
        atTheChair.retainAll(Set.of("infusing", "paused", "completed", "stopped", "not-given"));
        for (int i = 1; i < atTheChair.size(); i++) {
            if (atTheChair.get(i).equals("infusing")) {
                assertThat(atTheChair.get(i - 1)).isEqualTo("paused");
            }
        }
    }

    /** Whatever was put together or taken apart: what stands holds what was ordered. */
    private void checkComponents(Set<String> codes) {
        Map<String, BigDecimal> standing = new TreeMap<>();
        for (String code : codes) {
            if (!stateOf(code).equals("void")) {
                amounts(order(code)).forEach((drug, amount) -> standing.merge(drug, amount, BigDecimal::add));
            }
        }
        standing.replaceAll((drug, amount) -> amount.stripTrailingZeros());
        BigDecimal amount = new BigDecimal(PlacedOrder.AMOUNT).stripTrailingZeros();
        assertThat(standing)
                .containsOnlyKeys("NS250", "DEX5", CYTOTOXIC)
                .containsEntry("NS250", new BigDecimal(2 * PlacedOrder.SALINE).stripTrailingZeros())
                .containsEntry("DEX5", amount)
                .containsEntry(CYTOTOXIC, amount);
    }

    private static Map<String, BigDecimal> amounts(MedicationRequest order) {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        ((Medication) order.getContained().get(0))
                .getIngredient()
                .forEach(ingredient -> amounts.merge(
                        ingredient.getItemCodeableConcept().getCodingFirstRep().getCode(),
                        ingredient.getStrength().getNumerator().getValue(),
                        BigDecimal::add));
        return amounts;
    }

    private void checkAnnounced(String patient, Iterable<List<String>> lives) {
        List<String> expected = new ArrayList<>();
        for (List<String> told : lives) {
            boolean started = false;
            for (String step : told) {
                if (step.equals("infusing")) {
                    expected.add(started ? "infusion-resumed" : "infusion-started");
                    started = true;
                } else if (ANNOUNCED.containsKey(step)) {
                    expected.add(ANNOUNCED.get(step));
                }
            }
        }
        Set<String> ofSteps = Stream.concat(
                        ANNOUNCED.values().stream(), Stream.of("infusion-started", "infusion-resumed"))
                .collect(Collectors.toSet());
        List<String> announced =
                jdbc.queryForList("select event from loop.outbox where patient = ?", String.class, patient);
        assertThat(announced.stream().filter(ofSteps::contains)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(announced.stream().filter("bag-ordered"::equals)).hasSize(2);
    }

    private MedicationRequest order(String code) {
        return ward.read(MedicationRequest.class, "bag-" + code);
    }

    private String stateOf(String code) {
        return ward.read(Task.class, "bag-" + code)
                .getBusinessStatus()
                .getCodingFirstRep()
                .getCode();
    }

    /** What happened to the bag after it was ordered. */
    private List<String> steps(String code) {
        return fhir
                .as("nurse1")
                .get("MedicationRequest/bag-" + code + "/$timeline")
                .resource(Parameters.class)
                .getParameter()
                .stream()
                .filter(event -> event.getName().equals("event")
                        && event.getPartFirstRep().getName().equals("step"))
                .map(event -> ((Coding) event.getPartFirstRep().getValue()).getCode())
                .filter(step -> !step.equals("ordered"))
                .toList();
    }
}
