package org.chemoloop.fhir.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.fhir.scan.Refused.assertRefused;

import java.time.Instant;
import java.util.List;
import org.chemoloop.fhir.FhirCaller.Answer;
import org.chemoloop.fhir.loop.rule.Proves;
import org.chemoloop.fhir.scan.Ward.Ordered;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.AdverseEvent.AdverseEventActuality;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

/** What nurses do while a bag runs. */
class RoundsIT extends OnTheWard {

    @Proves("R1")
    @Test
    void aRunningBagIsListedUntilSomebodyHasLookedAtIt() {
        Ordered bag = running();
        assertThat(time(row(bag), "due"))
                .isBetween(Instant.now().plusSeconds(540), Instant.now().plusSeconds(601));

        Observation kept = fhir.as("nurse1").post("Observation", round(bag)).resource(Observation.class);

        assertThat(((DateTimeType) kept.getExtensionByUrl(Systems.NEXT_ROUND).getValue())
                        .getValue()
                        .toInstant())
                .isAfter(Instant.now().plusSeconds(1700));
        assertThat(time(row(bag), "due")).isAfter(Instant.now().plusSeconds(1700));
        devices.go("nurse1", bag, MedicationAdministrationStatus.COMPLETED);
        assertThat(rows(bag)).isEmpty();
    }

    @Proves("R4")
    @Test
    void theExpectedEndComesFromRateAndVolume() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "DEX5"));
        MedicationAdministration scan = Devices.start(bag.code(), bag.wristband(), "nurse1", null);
        scan.getDosage().setRate(new Quantity(40).setUnit("滴/分"));
        devices.administer("nurse1", scan);
        Observation round = round(bag);
        component(round, "rate", new Quantity(120).setCode("mL/h").setUnit("mL/h"));
        component(round, "volume-left", new Quantity(60).setCode("mL").setUnit("mL"));

        Answer kept = fhir.as("nurse1").post("Observation", round);

        assertThat(kept.status()).as(kept.body()).isEqualTo(201);
        assertThat(time(row(bag), "expectedEnd"))
                .isBetween(Instant.now().plusSeconds(1700), Instant.now().plusSeconds(1801));
    }

    @Test
    void aMistakenRoundIsMarkedByWhoMadeItAndStays() {
        Ordered bag = running();
        Observation kept = fhir.as("nurse1").post("Observation", round(bag)).resource(Observation.class);
        String address = "Observation/" + kept.getIdElement().getIdPart();
        kept.setStatus(ObservationStatus.ENTEREDINERROR);

        assertRefused(fhir.as("nurse2").put(address, kept), "wrong-state");
        assertThat(fhir.as("nurse1").put(address, kept).status()).isEqualTo(200);
    }

    @Test
    void afterAReactionADoctorConfirmsThatTheBagGoesOn() {
        Ordered bag = running();
        assertThat(fhir.as("nurse1")
                        .post("AdverseEvent", event(bag, "reaction"))
                        .status())
                .isEqualTo(201);
        devices.go("nurse1", bag, MedicationAdministrationStatus.ONHOLD);

        assertRefused(devices.go("nurse1", bag, MedicationAdministrationStatus.INPROGRESS), "witness-required");
        devices.confirm("doctor1", bag.code(), bag.wristband());
        MedicationAdministration resume = Devices.start(bag.code(), bag.wristband(), "nurse1", "doctor1");
        assertThat(devices.administer("nurse1", resume).status()).isEqualTo(200);
        assertThat(ward.stateOf(bag)).isEqualTo("infusing");
    }

    @Proves("R2")
    @Test
    void aReactionPausesItsBagWithoutASecondScan() {
        Ordered bag = running();

        Answer told = fhir.as("nurse2").post("AdverseEvent", event(bag, "reaction"));

        assertThat(told.status()).as(told.body()).isEqualTo(201);
        assertThat(ward.stateOf(bag)).isEqualTo("paused");
        MedicationAdministration infusion = ward.read(MedicationAdministration.class, bag.id());
        assertThat(infusion.getStatus()).isEqualTo(MedicationAdministrationStatus.ONHOLD);
        assertThat(infusion.getStatusReasonFirstRep().getCodingFirstRep().getCode())
                .isEqualTo("reaction");
        String timeline = fhir.as("nurse1")
                .get("MedicationRequest/" + bag.id() + "/$timeline")
                .body();
        assertThat(timeline).contains("\"incident\"", "paused", "nurse2");
    }

    @Proves("R3")
    @Test
    void anExtravasationHaltsTheBagUntilTheVolumeIsKnownAndThenItIsStopped() {
        Ordered bag = running();

        fhir.as("nurse1").post("AdverseEvent", event(bag, "extravasation"));

        assertThat(ward.stateOf(bag)).isEqualTo("paused");
        devices.confirm("doctor1", bag.code(), bag.wristband());
        assertRefused(
                devices.administer("nurse1", Devices.start(bag.code(), bag.wristband(), "nurse1", "doctor1")),
                "route-forbidden");

        AdverseEvent withVolume = event(bag, "extravasation");
        withVolume.addExtension(Systems.VOLUME_GIVEN, new Quantity(120).setUnit("mL"));
        fhir.as("nurse1").post("AdverseEvent", withVolume);

        assertThat(ward.stateOf(bag)).isEqualTo("stopped");
        assertThat(ward.read(MedicationAdministration.class, bag.id())
                        .getDosage()
                        .getDose()
                        .getValue()
                        .intValue())
                .isEqualTo(120);
    }

    @Test
    void aBundleThatTellsOfAReactionPausesTheBagToo() {
        Ordered bag = running();
        AdverseEvent event = event(bag, "reaction");
        event.getSuspectEntityFirstRep().setInstance(new Reference().setIdentifier(Ward.identifier("bag", bag.code())));
        Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        bundle.addEntry()
                .setResource(event)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl("AdverseEvent");

        Answer told = fhir.as("nurse1").post("", bundle);

        assertThat(told.status()).as(told.body()).isEqualTo(200);
        assertThat(ward.stateOf(bag)).isEqualTo("paused");
    }

    @Test
    void anEventAtABagThatRunsNoMoreIsKeptAndChangesNothing() {
        Ordered bag = running();
        devices.go("nurse1", bag, MedicationAdministrationStatus.COMPLETED);

        assertThat(fhir.as("nurse1")
                        .post("AdverseEvent", event(bag, "reaction"))
                        .status())
                .isEqualTo(201);

        assertThat(ward.stateOf(bag)).isEqualTo("completed");
    }

    @Proves("R8")
    @Test
    void aSpillIsReportedAndMovesNoBag() {
        Ordered bag = running();
        AdverseEvent spill = event(bag, "reaction");
        spill.setActuality(AdverseEventActuality.POTENTIAL);
        assertThat(fhir.as("nurse1").post("AdverseEvent", spill).status()).isEqualTo(201);
        AdverseEvent inThePivas = event(bag, "reaction");
        inThePivas.getEvent().getCoding().clear();
        inThePivas.getEvent().setText("药液溢出");
        inThePivas.setSuspectEntity(List.of());
        assertThat(fhir.as("pivas1").post("AdverseEvent", inThePivas).status()).isEqualTo(201);

        assertThat(ward.stateOf(bag)).isEqualTo("infusing");
    }

    @Test
    void whatHappenedIsNotUnsaidAndNotTurnedOnAnotherPatient() {
        Ordered bag = running();
        Answer told = fhir.as("nurse1").post("AdverseEvent", event(bag, "extravasation"));
        AdverseEvent kept = told.resource(AdverseEvent.class);
        String address = "AdverseEvent/" + kept.getIdElement().getIdPart();

        AdverseEvent harmless = kept.copy();
        harmless.getEvent().getCodingFirstRep().setCode("reaction");
        assertRefused(fhir.as("nurse1").put(address, harmless), "wrong-state");
        AdverseEvent nobodys = kept.copy();
        nobodys.setSuspectEntity(List.of());
        assertRefused(fhir.as("doctor1").put(address, nobodys), "wrong-state");
        AdverseEvent elsewhere = event(bag, "reaction");
        elsewhere.setSubject(new Reference("Patient/" + ward.patient().id()));
        assertRefused(fhir.as("nurse1").post("AdverseEvent", elsewhere), "wrong-patient");
        AdverseEvent forAnother = event(bag, "reaction");
        forAnother.getRecorder().setIdentifier(Ward.identifier("user", "doctor1"));
        assertRefused(fhir.as("nurse1").post("AdverseEvent", forAnother), "not-privileged");

        kept.getSeverity().setText("轻度");
        assertThat(fhir.as("doctor1").put(address, kept).status()).isEqualTo(200);
    }

    /** A coded reason is one index row more than the infusion had: HAPI-0550 until such rows were sent first. */
    @Test
    void aPauseMayNameItsReasonByACode() {
        Ordered bag = running();
        MedicationAdministration pause = Devices.start(bag.code(), bag.wristband(), "nurse1", null);
        pause.setStatus(MedicationAdministrationStatus.ONHOLD);
        pause.addStatusReason().addCoding(new Coding(Systems.NOT_GIVEN_REASON, "vitals-abnormal", null));

        Answer paused = devices.administer("nurse1", pause);

        assertThat(paused.status()).as(paused.body()).isEqualTo(200);
        assertThat(ward.stateOf(bag)).isEqualTo("paused");
    }

    @Test
    void onlyADoctorSaysGo() {
        Observation go = new Observation();
        go.setStatus(ObservationStatus.FINAL);
        go.getCode().addCoding(new Coding(Systems.LOOP_OBSERVATION, "doctors-go", null));
        go.setSubject(new Reference("Patient/" + ward.patient().id()));

        assertRefused(fhir.as("nurse1").post("Observation", go), "not-privileged");
        assertThat(fhir.as("doctor1").post("Observation", go).status()).isEqualTo(201);
    }

    private Ordered running() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "DEX5"));
        devices.startAlone("nurse1", bag.code(), bag.wristband());
        return bag;
    }

    private ParametersParameterComponent row(Ordered bag) {
        return rows(bag).get(0);
    }

    private List<ParametersParameterComponent> rows(Ordered bag) {
        return fhir
                .as("nurse1")
                .get("MedicationAdministration/$rounds-due")
                .resource(Parameters.class)
                .getParameter()
                .stream()
                .filter(row -> row.getPart().stream()
                        .anyMatch(part -> part.getValue() instanceof Reference of
                                && of.getReference().equals("MedicationAdministration/" + bag.id())))
                .toList();
    }

    private static Instant time(ParametersParameterComponent row, String name) {
        return row.getPart().stream()
                .filter(part -> part.getName().equals(name))
                .map(part -> ((DateTimeType) part.getValue()).getValue().toInstant())
                .findFirst()
                .orElseThrow();
    }

    private static Observation round(Ordered bag) {
        Observation round = new Observation();
        round.setStatus(ObservationStatus.FINAL);
        round.getCode().setText("巡查");
        round.addPartOf(new Reference("MedicationAdministration/" + bag.id()));
        return round;
    }

    private static void component(Observation round, String code, Quantity value) {
        var component = round.addComponent();
        component.getCode().addCoding(new Coding(Systems.LOOP_OBSERVATION, code, null));
        component.setValue(value);
    }

    private static AdverseEvent event(Ordered bag, String code) {
        AdverseEvent event = new AdverseEvent();
        event.setActuality(AdverseEventActuality.ACTUAL);
        event.getEvent().addCoding(new Coding(Systems.NOT_GIVEN_REASON, code, null));
        event.setSubject(new Reference("Patient/" + bag.patient().id()));
        event.addSuspectEntity().setInstance(new Reference("MedicationAdministration/" + bag.id()));
        return event;
    }
}
