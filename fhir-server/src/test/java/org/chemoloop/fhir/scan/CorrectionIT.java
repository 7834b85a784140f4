package org.chemoloop.fhir.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.fhir.scan.Refused.assertRefused;

import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirCaller.Answer;
import org.chemoloop.fhir.FhirServerTest;
import org.chemoloop.fhir.loop.rule.Proves;
import org.chemoloop.fhir.scan.Ward.Ordered;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What was scanned by mistake is taken back by two, and nothing is erased. */
@FhirServerTest
class CorrectionIT {

    @Autowired
    FhirCaller fhir;

    @Autowired
    Store store;

    Ward ward;
    Devices devices;

    @BeforeEach
    void openTheWard() {
        ward = new Ward(fhir, store);
        devices = new Devices(fhir);
    }

    @Proves("R5-correction")
    @Test
    void aStartThatNeverWasIsTakenBackByTwoAndTheBagMayBeStarted() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "CARBO150"));
        devices.start(bag, bag.wristband());

        assertRefused(correct("nurse1", bag, null, "infusing"), "witness-required");
        // nurse2 confirmed the start, not that it never was.
        assertRefused(correct("nurse1", bag, "nurse2", "infusing"), "witness-required");
        devices.confirm("nurse1", bag.code(), null);
        assertRefused(correct("nurse1", bag, "nurse1", "infusing"), "same-person");
        devices.confirm("nurse2", bag.code(), null);
        Answer corrected = correct("nurse1", bag, "nurse2", "infusing");

        assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
        assertThat(ward.stateOf(bag)).isEqualTo("received");
        assertThat(infusion(bag).getStatus()).isEqualTo(MedicationAdministrationStatus.ENTEREDINERROR);
        assertThat(correct("nurse1", bag, "nurse2", "infusing").status()).isEqualTo(200);
        assertThat(fhir.as("nurse1")
                        .get("MedicationRequest/" + bag.id() + "/$timeline")
                        .body())
                .contains("infusing", "更正：未曾用药");

        Answer again = devices.start(bag, bag.wristband());
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(infusion(bag).getStatus()).isEqualTo(MedicationAdministrationStatus.INPROGRESS);
        assertThat(infusion(bag).hasStatusReason()).isFalse();
        assertThat(fhir.as("engineer1")
                        .get("MedicationAdministration/" + bag.id() + "/_history")
                        .body())
                .contains("entered-in-error");
    }

    @Test
    void anEndThatWasScannedAtTheWrongBagIsTakenBackAndTheBagGoesOn() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "DEX5"));
        devices.startAlone("nurse1", bag.code(), bag.wristband());
        devices.go("nurse1", bag, MedicationAdministrationStatus.COMPLETED);
        assertThat(ward.read(Encounter.class, bag.patient().visit()).getStatus())
                .isEqualTo(EncounterStatus.FINISHED);

        devices.confirm("doctor1", bag.code(), null);
        Answer corrected = correct("nurse1", bag, "doctor1", "completed");

        assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
        assertThat(ward.stateOf(bag)).isEqualTo("paused");
        assertThat(infusion(bag).getEffectivePeriod().hasEnd()).isFalse();
        assertThat(ward.read(Encounter.class, bag.patient().visit()).getStatus())
                .isEqualTo(EncounterStatus.INPROGRESS);
        assertThat(ward.read(MedicationRequest.class, bag.line()).getStatus())
                .isEqualTo(MedicationRequestStatus.ACTIVE);
        // The device sends it again: that takes back no start.
        assertThat(correct("nurse1", bag, "doctor1", "completed").status()).isEqualTo(200);
        assertThat(ward.stateOf(bag)).isEqualTo("paused");
        devices.go("nurse1", bag, MedicationAdministrationStatus.COMPLETED);
        assertThat(ward.stateOf(bag)).isEqualTo("completed");
    }

    @Test
    void nobodyCorrectsWithoutAReasonOrWhatNeverHappened() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "DEX5"));
        devices.confirm("nurse2", bag.code(), null);
        assertRefused(correct("nurse1", bag, "nurse2", "infusing"), "wrong-state");
        devices.startAlone("nurse1", bag.code(), bag.wristband());
        devices.confirm("nurse2", bag.code(), null);
        MedicationAdministration scan = correction("nurse1", bag, "nurse2", "infusing");
        scan.setStatusReason(null);
        assertRefused(devices.administer("nurse1", scan), "wrong-state");
        assertRefused(correct("doctor1", bag, "nurse2", "infusing"), "not-privileged");
        assertThat(ward.stateOf(bag)).isEqualTo("infusing");
    }

    private MedicationAdministration infusion(Ordered bag) {
        return ward.read(MedicationAdministration.class, bag.id());
    }

    private Answer correct(String user, Ordered bag, String witness, String step) {
        return devices.administer(user, correction(user, bag, witness, step));
    }

    private static MedicationAdministration correction(String user, Ordered bag, String witness, String step) {
        MedicationAdministration scan = Devices.start(bag.code(), bag.wristband(), user, witness);
        scan.setStatus(MedicationAdministrationStatus.ENTEREDINERROR);
        scan.addExtension(Systems.CORRECTS, new CodeType(step));
        scan.addStatusReason().setText("扫错药袋");
        return scan;
    }
}
