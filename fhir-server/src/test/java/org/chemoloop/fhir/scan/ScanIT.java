package org.chemoloop.fhir.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.fhir.scan.Refused.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.chemoloop.fhir.FhirCaller.Answer;
import org.chemoloop.fhir.scan.Ward.Here;
import org.chemoloop.fhir.scan.Ward.Ordered;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class ScanIT extends OnTheWard {

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void aBagGoesThroughItsWholeDay() {
        Here patient = ward.patient();
        Ordered bag = ward.bag(patient, "NS250", "CARBO150");

        assertThat(devices.step("nurse1", bag, "accepted").status()).isEqualTo(200);
        assertThat(ward.read(MedicationRequest.class, bag.line()).getStatus())
                .isEqualTo(MedicationRequestStatus.ACTIVE);
        assertThat(devices.step("nurse1", bag, "released").status()).isEqualTo(200);
        Instant beyondUse = Instant.now().plus(Duration.ofHours(8));
        assertThat(devices.pivas(bag, "compounded", beyondUse).status()).isEqualTo(201);
        assertThat(devices.pivas(bag, "dispatched", null).status()).isEqualTo(200);
        assertThat(devices.receive("nurse1", bag).status()).isEqualTo(200);
        MedicationDispense dispense = ward.read(MedicationDispense.class, bag.id());
        assertThat(dispense.getStatus()).isEqualTo(MedicationDispenseStatus.COMPLETED);
        assertThat(dispense.getPerformer()).hasSize(3);
        assertThat(dispense.getWhenPrepared()).isNotNull();

        Answer started = devices.start(bag, patient.wristband());
        assertThat(started.status()).as(started.body()).isEqualTo(201);
        MedicationAdministration infusion = started.resource(MedicationAdministration.class);
        assertThat(infusion.getIdElement().getIdPart()).isEqualTo(bag.id());
        assertThat(infusion.getSubject().getReference()).isEqualTo("Patient/" + patient.id());
        assertThat(infusion.getSubject().getIdentifier().getValue()).isEqualTo(patient.wristband());
        assertThat(infusion.getRequest().getReference()).isEqualTo("MedicationRequest/" + bag.id());
        assertThat(infusion.getContext().getReference()).isEqualTo("Encounter/" + patient.visit());
        assertThat(infusion.getPerformer()).hasSize(2);
        assertThat(infusion.getPerformerFirstRep().getActor().getReference()).isEqualTo("Practitioner/user-nurse1");
        assertThat(ward.stateOf(bag)).isEqualTo("infusing");
        assertThat(ward.read(Encounter.class, patient.visit()).getStatus()).isEqualTo(EncounterStatus.INPROGRESS);

        assertThat(devices.go("nurse1", bag, MedicationAdministrationStatus.ONHOLD)
                        .status())
                .isEqualTo(200);
        assertThat(ward.stateOf(bag)).isEqualTo("paused");
        assertThat(devices.go("nurse1", bag, MedicationAdministrationStatus.INPROGRESS)
                        .status())
                .isEqualTo(200);
        assertThat(devices.go("nurse2", bag, MedicationAdministrationStatus.COMPLETED)
                        .status())
                .isEqualTo(200);

        assertThat(ward.stateOf(bag)).isEqualTo("completed");
        Period period =
                (Period) ward.read(MedicationAdministration.class, bag.id()).getEffective();
        assertThat(period.getStart()).isEqualTo(((Period) infusion.getEffective()).getStart());
        assertThat(period.getEnd()).isNotNull();
        assertThat(ward.read(MedicationRequest.class, bag.id()).getStatus())
                .isEqualTo(MedicationRequestStatus.COMPLETED);
        assertThat(ward.read(MedicationRequest.class, bag.line()).getStatus())
                .isEqualTo(MedicationRequestStatus.COMPLETED);
        assertThat(ward.read(Encounter.class, patient.visit()).getStatus()).isEqualTo(EncounterStatus.FINISHED);
        assertThat(ward.read(Task.class, bag.id()).getOutput())
                .extracting(output -> output.getType().getCodingFirstRep().getCode())
                .containsExactly(
                        "accepted",
                        "released",
                        "compounded",
                        "dispatched",
                        "received",
                        "infusing",
                        "paused",
                        "infusing",
                        "completed");
        assertThat(ward.search(Provenance.class, "target=MedicationRequest/" + bag.id()))
                .hasSize(9);
        assertThat(events(patient))
                .containsExactly(
                        "bag-released",
                        "bag-dispatched",
                        "infusion-started",
                        "infusion-paused",
                        "infusion-resumed",
                        "infusion-completed");
    }

    private List<String> events(Here patient) {
        return jdbc.queryForList(
                "select event from loop.outbox where patient = ? order by sequence", String.class, patient.id());
    }

    @Test
    void aLineEndsWhenItsLastBagHasEndedAndTheVisitWithIt() {
        Here patient = ward.patient();
        Ordered first = devices.received(ward.bag(patient, "NS250"));
        Ordered second = devices.received(ward.bag(patient, "NS250"));

        devices.start(first, patient.wristband());
        devices.go("nurse1", first, MedicationAdministrationStatus.COMPLETED);
        assertThat(ward.read(Encounter.class, patient.visit()).getStatus()).isEqualTo(EncounterStatus.INPROGRESS);
        devices.start(second, patient.wristband());
        devices.go("nurse1", second, MedicationAdministrationStatus.STOPPED);

        assertThat(ward.stateOf(second)).isEqualTo("stopped");
        assertThat(ward.read(MedicationRequest.class, second.line()).getStatus())
                .isEqualTo(MedicationRequestStatus.COMPLETED);
        assertThat(ward.read(Encounter.class, patient.visit()).getStatus()).isEqualTo(EncounterStatus.FINISHED);
    }

    @Test
    void whatIsNotGivenIsToldWithItsReason() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250"));

        Answer answer = devices.go("nurse1", bag, MedicationAdministrationStatus.NOTDONE);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(ward.stateOf(bag)).isEqualTo("not-given");
        assertThat(ward.read(MedicationRequest.class, bag.line()).getStatus())
                .isEqualTo(MedicationRequestStatus.CANCELLED);
        assertThat(events(bag.patient())).contains("infusion-not-given");
    }

    @Test
    void aDeclinedBagGoesBack() {
        Ordered bag = devices.accepted(ward.bag(ward.patient(), "NS250", "CARBO150"));
        devices.pivas(bag, "dispatched", null);

        assertThat(devices.decline("nurse1", bag, "包装破损").status()).isEqualTo(200);

        assertThat(ward.stateOf(bag)).isEqualTo("returned");
        assertThat(ward.read(MedicationDispense.class, bag.id())
                        .getStatusReasonCodeableConcept()
                        .getText())
                .isEqualTo("包装破损");
        assertRefused(devices.start(bag, bag.wristband()), "wrong-state");
    }

    @Test
    void aStepToldLateIsOnRecordAndTheBagStaysWhereItIs() {
        Ordered bag = devices.accepted(ward.bag(ward.patient(), "NS250", "CARBO150"));
        devices.pivas(bag, "dispatched", null);

        Answer late = devices.pivas(bag, "compounded", Instant.now().plus(Duration.ofHours(8)));

        assertThat(late.status()).as(late.body()).isEqualTo(200);
        assertThat(late.resource(MedicationDispense.class).getStatus()).isEqualTo(MedicationDispenseStatus.INPROGRESS);
        assertThat(ward.stateOf(bag)).isEqualTo("dispatched");
        assertThat(ward.read(Task.class, bag.id()).getOutput()).hasSize(4);
    }

    @Test
    void theSameScanTwiceIsTheSameAnswerAndOneEvent() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "CARBO150"));
        Answer first = devices.start(bag, bag.wristband());

        Answer again = devices.start(bag, bag.wristband());

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.resource(MedicationAdministration.class).getMeta().getVersionId())
                .isEqualTo(
                        first.resource(MedicationAdministration.class).getMeta().getVersionId());
        assertThat(events(bag.patient())).containsOnlyOnce("infusion-started");
        assertRefused(devices.startAlone("nurse2", bag.code(), bag.wristband()), "already-done");
    }

    @Test
    void eightDevicesAtOnceStartABagOnce() throws Exception {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "CARBO150"));
        List<Callable<Answer>> scans = new ArrayList<>();
        for (int device = 0; device < 8; device++) {
            scans.add(() -> devices.start(bag, bag.wristband()));
        }
        var pool = Executors.newFixedThreadPool(8);
        List<Integer> answers = new ArrayList<>();
        for (var answer : pool.invokeAll(scans)) {
            answers.add(answer.get().status());
        }
        pool.shutdown();

        assertThat(answers).containsOnlyOnce(201).allMatch(status -> status == 200 || status == 201);
        assertThat(ward.search(MedicationAdministration.class, "identifier=" + Systems.BAG + "|" + bag.code()))
                .hasSize(1);
        assertThat(events(bag.patient())).containsOnlyOnce("infusion-started");
    }

    @Test
    void aDeviceThatWasOfflineSendsItsScansAsABatch() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "DEX5"));
        Bundle batch = new Bundle().setType(BundleType.BATCH);
        MedicationAdministration start = Devices.start(bag.code(), bag.wristband(), "nurse1", null);
        MedicationAdministration end = start.copy();
        end.setStatus(MedicationAdministrationStatus.COMPLETED);
        for (MedicationAdministration scan : List.of(start, end, Devices.start("8", bag.wristband(), "nurse1", null))) {
            batch.addEntry()
                    .setResource(scan)
                    .getRequest()
                    .setMethod(HTTPVerb.PUT)
                    .setUrl("MedicationAdministration"
                            + Devices.conditional(scan.getIdentifierFirstRep().getValue()));
        }

        Answer answer = fhir.as("nurse1").post("", batch);

        assertThat(answer.resource(Bundle.class).getEntry())
                .extracting(entry -> entry.getResponse().getStatus().substring(0, 3))
                .containsExactly("201", "200", "422");
        assertThat(ward.stateOf(bag)).isEqualTo("completed");
    }

    @Test
    void aTransactionOfScansIsAllOrNothing() {
        Ordered ready = devices.received(ward.bag(ward.patient(), "NS250", "DEX5"));
        Ordered notReceived = ward.bag(ready.patient(), "NS250", "DEX5");
        Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
        for (Ordered bag : List.of(ready, notReceived)) {
            transaction
                    .addEntry()
                    .setResource(Devices.start(bag.code(), bag.wristband(), "nurse1", null))
                    .getRequest()
                    .setMethod(HTTPVerb.POST)
                    .setUrl("MedicationAdministration");
        }

        assertRefused(fhir.as("nurse1").post("", transaction), "not-received");

        assertThat(ward.stateOf(ready)).isEqualTo("received");
        assertThat(ward.neverStarted(ready)).isTrue();
        assertThat(events(ready.patient())).doesNotContain("infusion-started");
    }

    @Test
    void aRoundIsAddedToARunningInfusionAndNeverChanged() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "DEX5"));
        Observation round = round(bag);
        assertThat(fhir.as("nurse1").post("Observation", round).status()).isGreaterThanOrEqualTo(400);
        devices.startAlone("nurse1", bag.code(), bag.wristband());

        Answer kept = fhir.as("nurse1").post("Observation", round);

        assertThat(kept.status()).as(kept.body()).isEqualTo(201);
        assertThat(fhir.as("nurse1")
                        .get("MedicationAdministration?patient.identifier=" + Systems.WRISTBAND + "|" + bag.wristband()
                                + "&status=in-progress,on-hold")
                        .resource(Bundle.class)
                        .getEntry())
                .hasSize(1);
        Observation stored = kept.resource(Observation.class);
        assertThat(stored.getPerformerFirstRep().getReference()).isEqualTo("Practitioner/user-nurse1");
        stored.setValue(new StringType("60 滴/分"));
        String id = stored.getIdElement().getIdPart();
        assertRefused(fhir.as("nurse1").put("Observation/" + id, stored), "wrong-state");
        devices.go("nurse1", bag, MedicationAdministrationStatus.COMPLETED);
        assertRefused(fhir.as("nurse1").post("Observation", round), "wrong-state");
    }

    private static Observation round(Ordered bag) {
        Observation round = new Observation();
        round.setStatus(ObservationStatus.FINAL);
        round.getCode().setText("巡查");
        round.addPartOf(new Reference("MedicationAdministration/" + bag.id()));
        round.setSubject(new Reference("Patient/" + bag.patient().id()));
        round.setValue(new StringType("40 滴/分"));
        return round;
    }
}
