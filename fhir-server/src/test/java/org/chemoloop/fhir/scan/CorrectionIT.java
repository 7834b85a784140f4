package org.chemoloop.fhir.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.fhir.scan.Refused.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.chemoloop.fhir.FhirCaller.Answer;
import org.chemoloop.fhir.loop.rule.Proves;
import org.chemoloop.fhir.scan.Ward.Ordered;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What was scanned by mistake is taken back by two, and nothing is erased. */
class CorrectionIT extends OnTheWard {

    @Autowired
    JdbcTemplate jdbc;

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
        assertThat(told(bag)).endsWith("infusion-started", "infusion-start-taken-back");
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
        assertThat(replayed(bag)).containsExactly("nobody ordered it");
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
        assertThat(told(bag)).endsWith("infusion-completed", "infusion-end-taken-back");
        assertThat(ward.read(Encounter.class, bag.patient().visit()).getStatus())
                .isEqualTo(EncounterStatus.INPROGRESS);
        assertThat(ward.read(MedicationRequest.class, bag.line()).getStatus())
                .isEqualTo(MedicationRequestStatus.ACTIVE);
        // The device sends it again: that takes back no start.
        assertThat(correct("nurse1", bag, "doctor1", "completed").status()).isEqualTo(200);
        assertThat(ward.stateOf(bag)).isEqualTo("paused");
        devices.go("nurse1", bag, MedicationAdministrationStatus.COMPLETED);
        assertThat(ward.stateOf(bag)).isEqualTo("completed");
        assertThat(replayed(bag)).containsExactly("nobody ordered it");
    }

    @Test
    void aBagThatWasScannedAtTheDoorByMistakeIsReceivedWhenItComes() {
        Ordered bag = devices.accepted(ward.bag(ward.patient(), "NS250", "CARBO150"));
        devices.pivas(bag, "compounded", null);
        devices.receive("nurse1", bag);

        assertRefused(correct(bag, "nurse2", "received"), "witness-required");
        devices.confirm("nurse2", bag.code(), null);
        Answer corrected = correct(bag, "nurse2", "received");

        assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
        assertThat(ward.stateOf(bag)).isEqualTo("compounded");
        MedicationDispense dispense = ward.read(MedicationDispense.class, bag.id());
        assertThat(dispense.hasWhenHandedOver()).isFalse();
        assertThat(dispense.hasExtension(Systems.CORRECTS)).isFalse();
        assertRefused(devices.start(bag, bag.wristband()), "not-received");
        assertThat(correct(bag, "nurse2", "received").status())
                .as("the device sends it again")
                .isEqualTo(200);

        assertThat(devices.receive("nurse1", bag).status()).isEqualTo(200);
        assertThat(ward.stateOf(bag)).isEqualTo("received");
        assertThat(replayed(bag)).containsExactly("nobody ordered it");
    }

    @Test
    void whatWasNeverMadeHasNeitherLotNorBeyondUseTime() {
        Ordered bag = devices.accepted(ward.bag(ward.patient(), "NS250", "DEX5"));
        devices.pivas(bag, "compounded", Instant.now().plus(Duration.ofHours(3)));
        devices.confirm("pivas2", bag.code(), null);
        MedicationDispense wrong = correction(bag, "pivas1", "pivas2", "compounded");

        Answer corrected = fhir.as("pivas1").put("MedicationDispense" + Devices.conditional(bag.code()), wrong);

        assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
        assertThat(ward.stateOf(bag)).isEqualTo("released");
        assertThat(ward.read(MedicationDispense.class, bag.id()).getStatus())
                .isEqualTo(MedicationDispenseStatus.ENTEREDINERROR);
        assertThat(BagRecord.medication(ward.read(MedicationRequest.class, bag.id()))
                        .hasBatch())
                .isFalse();

        assertThat(devices.prepare("nurse1", bag).status()).isEqualTo(200);
        assertThat(ward.read(MedicationDispense.class, bag.id()).getStatus())
                .isEqualTo(MedicationDispenseStatus.PREPARATION);
        assertThat(ward.stateOf(bag)).isEqualTo("prepared");
        assertThat(replayed(bag)).containsExactly("nobody ordered it");
    }

    private Answer correct(Ordered bag, String witness, String step) {
        return fhir.as("nurse1")
                .put("MedicationDispense" + Devices.conditional(bag.code()), correction(bag, "nurse1", witness, step));
    }

    private static MedicationDispense correction(Ordered bag, String user, String witness, String step) {
        MedicationDispense scan = Devices.dispense(user, bag.code(), MedicationDispenseStatus.ENTEREDINERROR);
        scan.addExtension(Systems.CORRECTS, new CodeType(step));
        scan.setStatusReason(new CodeableConcept().setText("扫错药袋"));
        scan.addExtension(Systems.WITNESS, new Reference().setIdentifier(Ward.identifier("user", witness)));
        return scan;
    }

    /** What the replay of the day finds wrong about a bag, which no message has ordered. */
    private List<String> replayed(Ordered bag) {
        Parameters day = new Parameters();
        day.addParameter("date", new DateType(LocalDate.now().toString()));
        return fhir
                .as("engineer1")
                .post("MedicationRequest/$replay", day)
                .resource(Parameters.class)
                .getParameter()
                .stream()
                .filter(difference -> difference.getName().equals("difference"))
                .filter(difference ->
                        difference.getPart().get(0).getValue().primitiveValue().equals(bag.id()))
                .map(difference -> difference.getPart().get(1).getValue().primitiveValue())
                .toList();
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

    private List<String> told(Ordered bag) {
        return jdbc.queryForList(
                "select event from loop.outbox where patient = ? order by sequence",
                String.class,
                bag.patient().id());
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
