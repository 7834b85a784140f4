package org.chemoloop.fhir.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirCaller.Answer;
import org.chemoloop.fhir.FhirServerTest;
import org.chemoloop.fhir.scan.Ward.Here;
import org.chemoloop.fhir.scan.Ward.Ordered;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Days on which scans come twice, late and in the wrong order, from several devices: the record stays in one piece. */
@FhirServerTest
class RandomDaysIT {

    private static final int SCANS = 60;

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

    Ward ward;
    Devices devices;

    @BeforeEach
    void openTheWard() {
        ward = new Ward(fhir, store);
        devices = new Devices(fhir);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsTimelinedIsWhatHappenedAndWhatWasAnnounced(long seed) {
        Random dice = new Random(seed);
        List<Ordered> bags = new ArrayList<>();
        for (int patient = 0; patient < 2; patient++) {
            Here here = ward.patient();
            bags.add(ward.bag(here, "NS250", "DEX5"));
            bags.add(ward.bag(here, "NS250", "CARBO150"));
        }
        for (Supplier<Answer> scan : day(bags, dice)) {
            assertThat(scan.get().status()).as("seed %s", seed).isIn(200, 201, 422);
        }
        bags.forEach(bag -> checkRecord(bag, seed));
        bags.stream().map(Ordered::patient).distinct().forEach(patient -> checkAnnounced(patient, bags, seed));
    }

    /** The usual way of each bag with strays in between; then some come twice and some change places. */
    private List<Supplier<Answer>> day(List<Ordered> bags, Random dice) {
        List<Supplier<Answer>> scans = new ArrayList<>();
        for (int way = 0; way < 9; way++) {
            for (Ordered bag : bags) {
                int step = dice.nextInt(5) == 0 ? dice.nextInt(12) : way;
                scans.add(() -> take(step, bag, bags.get(dice.nextInt(bags.size()))));
            }
        }
        while (scans.size() < SCANS) {
            scans.add(scans.get(dice.nextInt(scans.size())));
        }
        for (int swap = 0; swap < 15; swap++) {
            int at = dice.nextInt(scans.size() - 3);
            Collections.swap(scans, at, at + 1 + dice.nextInt(2));
        }
        return scans;
    }

    private Answer take(int step, Ordered bag, Ordered stray) {
        return switch (step) {
            case 0 -> devices.step("nurse1", bag, "accepted");
            case 1 -> devices.step("nurse1", bag, "released");
            case 2 -> devices.pivas(bag, "compounded", null);
            case 3 -> devices.pivas(bag, "dispatched", null);
            case 4 -> devices.receive("nurse1", bag);
            case 5 -> devices.start(bag, bag.wristband());
            case 6 -> devices.go("nurse1", bag, MedicationAdministrationStatus.ONHOLD);
            case 7 -> devices.go("nurse1", bag, MedicationAdministrationStatus.INPROGRESS);
            case 8 -> devices.go("nurse2", bag, MedicationAdministrationStatus.COMPLETED);
            case 9 -> devices.start(bag, stray.wristband());
            case 10 -> devices.go("nurse1", bag, MedicationAdministrationStatus.NOTDONE);
            default -> devices.prepare("nurse2", bag);
        };
    }

    private void checkRecord(Ordered bag, long seed) {
        List<String> told = steps(bag);
        Task task = ward.read(Task.class, bag.id());
        assertThat(told)
                .as("the timeline tells what is on the Task, seed %s", seed)
                .containsExactlyElementsOf(task.getOutput().stream()
                        .map(output -> output.getType().getCodingFirstRep().getCode())
                        .toList());
        if (told.contains("infusing")) {
            MedicationAdministration infusion = ward.read(MedicationAdministration.class, bag.id());
            assertThat(infusion.getSubject().getReference())
                    .isEqualTo("Patient/" + bag.patient().id());
            assertThat(told.indexOf("received")).isBetween(0, told.indexOf("infusing"));
        } else {
            assertThat(ward.stateOf(bag)).isNotIn("infusing", "paused", "completed", "stopped");
        }
    }

    private void checkAnnounced(Here patient, List<Ordered> bags, long seed) {
        List<String> expected = new ArrayList<>();
        for (Ordered bag : bags) {
            if (bag.patient().equals(patient)) {
                boolean started = false;
                for (String step : steps(bag)) {
                    if (step.equals("infusing")) {
                        expected.add(started ? "infusion-resumed" : "infusion-started");
                        started = true;
                    } else if (ANNOUNCED.containsKey(step)) {
                        expected.add(ANNOUNCED.get(step));
                    }
                }
            }
        }
        List<String> announced =
                jdbc.queryForList("select event from loop.outbox where patient = ?", String.class, patient.id());
        assertThat(announced).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(expected);
    }

    private List<String> steps(Ordered bag) {
        return fhir
                .as("nurse1")
                .get("MedicationRequest/" + bag.id() + "/$timeline")
                .resource(Parameters.class)
                .getParameter()
                .stream()
                .filter(event -> event.getName().equals("event")
                        && event.getPartFirstRep().getName().equals("step"))
                .map(event -> ((Coding) event.getPartFirstRep().getValue()).getCode())
                .toList();
    }
}
