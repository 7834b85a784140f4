package org.chemoloop.fhir.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.fhir.scan.Refused.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.chemoloop.fhir.FhirCaller.Answer;
import org.chemoloop.fhir.scan.Ward.Here;
import org.chemoloop.fhir.scan.Ward.Ordered;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.FHIRDeviceStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;

/** The safety rules as a device meets them: what it sends, what it hears, what is kept. */
class SafetyRulesIT extends OnTheWard {

    @Test
    void aVesicantIsNotStartedThroughAPeripheralLine() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS500", "PACLI30"));
        devices.confirm("nurse2", bag.code(), bag.wristband());
        MedicationAdministration scan = Devices.start(bag.code(), bag.wristband(), "nurse1", "nurse2");
        scan.getDosage().getSite().addCoding(new Coding(Systems.LINE_TYPE, "PIV", null));

        assertRefused(devices.administer("nurse1", scan), "route-forbidden");

        scan.getDosage().getSite().getCodingFirstRep().setCode("PICC");
        assertThat(devices.administer("nurse1", scan).status()).isEqualTo(201);
    }

    @Test
    void paclitaxelDoesNotRunThroughAPlainSet() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS500", "PACLI30"));
        devices.confirm("nurse2", bag.code(), bag.wristband());
        MedicationAdministration scan = Devices.start(bag.code(), bag.wristband(), "nurse1", "nurse2");
        CodeableConcept set = new CodeableConcept().setText("普通输液器");
        scan.addExtension(new Extension(Systems.INFUSION_SET, set));

        assertRefused(devices.administer("nurse1", scan), "incompatible-diluent");

        set.addCoding(new Coding(Systems.DRUG_HANDLING, "non-pvc", null));
        set.addCoding(new Coding(Systems.DRUG_HANDLING, "filter-0.2", null));
        Answer started = devices.administer("nurse1", scan);
        assertThat(started.status()).as(started.body()).isEqualTo(201);
        assertThat(step(bag, "infusing").getExtensionsByUrl(Systems.NOT_CHECKED))
                .extracting(rule -> rule.getValue().primitiveValue())
                .doesNotContain("O11-set");
    }

    @Test
    void aPharmacistWhoReviewsAnExternalPrescriptionHasSeenTheOriginal() {
        Ordered bag = external();
        Answer asked = devices.step("pharmacist1", bag, "reviewed");
        assertThat(asked.status()).isEqualTo(422);
        assertThat(Devices.issue(asked)).isEqualTo("category-mismatch");
        assertThat(asked.body()).contains("overridable", "原件");

        Task seen = new Task();
        seen.setStatus(TaskStatus.INPROGRESS).setIntent(Task.TaskIntent.ORDER);
        seen.addIdentifier(Ward.identifier("bag", bag.code()));
        seen.getBusinessStatus().addCoding(new Coding(Systems.LOOP_STATUS, "reviewed", null));
        seen.getOwner().setIdentifier(Ward.identifier("user", "pharmacist1"));
        seen.addExtension(Devices.override("O15-document", "纸质处方存药房 2026-118"));
        assertThat(fhir.as("pharmacist1")
                        .put("Task" + Devices.conditional(bag.code()), seen)
                        .status())
                .isEqualTo(200);

        Ordered documented = external();
        MedicationRequest line = ward.read(MedicationRequest.class, documented.line());
        line.addSupportingInformation().setDisplay("外院处方 2026-119");
        store.put(MedicationRequest.class, line);
        assertThat(devices.step("pharmacist1", documented, "reviewed").status()).isEqualTo(200);
    }

    private Ordered external() {
        Ordered bag = ward.bag(ward.patient(), "NS250", "DEX5");
        MedicationRequest line = ward.read(MedicationRequest.class, bag.line());
        line.addCategory().addCoding(new Coding(Systems.PRESCRIPTION_CATEGORY, "external", null));
        store.put(MedicationRequest.class, line);
        return bag;
    }

    @Test
    void thePiccOfAnotherPatientOrOneThatWasTakenOutProvesNothing() {
        Here patient = ward.patient();
        String own = line(patient, true);
        for (String line : List.of(line(ward.patient(), true), line(patient, false), own)) {
            Ordered bag = devices.received(ward.bag(patient, "NS500", "PACLI30"));
            devices.confirm("nurse2", bag.code(), bag.wristband());
            MedicationAdministration scan = Devices.start(bag.code(), bag.wristband(), "nurse1", "nurse2");
            scan.addDevice(new Reference("Device/" + line));
            scan.addExtension(Devices.override("sequence", "换药"));
            Answer started = devices.administer("nurse1", scan);
            assertThat(started.status()).as(started.body()).isEqualTo(201);
            devices.go("nurse1", bag, MedicationAdministrationStatus.COMPLETED);

            boolean unchecked = step(bag, "infusing").getExtensionsByUrl(Systems.NOT_CHECKED).stream()
                    .anyMatch(rule -> rule.getValue().primitiveValue().equals("B10"));
            assertThat(unchecked).as(line).isEqualTo(!line.equals(own));
        }
    }

    private String line(Here patient, boolean active) {
        Device line = new Device();
        line.setStatus(active ? FHIRDeviceStatus.ACTIVE : FHIRDeviceStatus.INACTIVE);
        line.getType().addCoding(new Coding(Systems.LINE_TYPE, "PICC", null));
        line.setPatient(new Reference("Patient/" + patient.id()));
        return store.add(Device.class, line).getIdElement().getIdPart();
    }

    @Test
    void aBagWithoutABeyondUseTimeGetsTheCatalogues() {
        Ordered bag = devices.accepted(ward.bag(ward.patient(), "NS250", "CARBO150"));
        devices.pivas(bag, "compounded", null);

        assertThat(beyondUse(bag))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(475)),
                        Instant.now().plus(Duration.ofMinutes(481)));
        Ordered told = devices.accepted(ward.bag(ward.patient(), "NS250", "CARBO150"));
        devices.pivas(told, "compounded", Instant.now().plus(Duration.ofHours(2)));
        assertThat(beyondUse(told)).isBefore(Instant.now().plus(Duration.ofMinutes(121)));
    }

    private Instant beyondUse(Ordered bag) {
        Medication contents = (Medication)
                ward.read(MedicationRequest.class, bag.id()).getContained().get(0);
        return contents.getBatch().getExpirationDate().toInstant();
    }

    @Test
    void aPrescriptionFromPaperIsReleasedAfterAPharmacistHasReadIt() {
        Ordered bag = ward.bag(ward.patient(), "NS250", "CARBO150");
        MedicationRequest line = ward.read(MedicationRequest.class, bag.line());
        line.addCategory().addCoding(new Coding(Systems.PRESCRIPTION_CATEGORY, "manual", null));
        store.put(MedicationRequest.class, line);
        devices.step("nurse1", bag, "accepted");

        assertRefused(devices.step("nurse1", bag, "released"), "wrong-state");
        devices.step("pharmacist1", bag, "reviewed");
        assertThat(devices.step("nurse1", bag, "released").status()).isEqualTo(200);
    }

    @Test
    void aReasonToGoOnIsKeptAsMitigationAndInTheProvenanceOfTheStep() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "DEX5"));
        MedicationAdministration scan = Devices.start(bag.code(), bag.wristband(), "nurse1", null);
        scan.addExtension(Systems.CODE_ENTRY, new CodeType("keyed"));
        scan.getDosage().setRate(new Quantity(60).setCode("mL/h").setSystem("http://unitsofmeasure.org"));
        assertThat(Devices.issue(devices.administer("nurse1", scan))).isEqualTo("keyed-not-scanned");

        scan.addExtension(Devices.override("keyed-not-scanned", "条码破损"));
        assertThat(devices.administer("nurse1", scan).status()).isEqualTo(201);

        assertThat(issues(bag))
                .anySatisfy(kept -> {
                    assertThat(kept.hasMitigation()).isFalse();
                    assertThat(kept.getReference()).isEqualTo(Systems.SAFETY_RULE + "B14");
                })
                .anySatisfy(kept -> assertThat(
                                kept.getMitigationFirstRep().getAction().getText())
                        .isEqualTo("条码破损"));
        Provenance start = step(bag, "infusing");
        assertThat(start.getReasonFirstRep().getText()).isEqualTo("条码破损");
        assertThat(start.getExtensionsByUrl(Systems.NOT_CHECKED))
                .extracting(unchecked -> unchecked.getValue().primitiveValue())
                .contains("B11", "B12")
                .doesNotContain("B14");
    }

    @Test
    void bagsRunInTheOrderOfThePlanAndTwoCytotoxicOnesNotAtOnce() {
        Here patient = ward.patient();
        Instant now = Instant.now();
        Ordered premedication = devices.received(ward.bag(patient, now, "NS250", "DEX5"));
        Ordered first = devices.received(ward.bag(patient, now.plus(Duration.ofMinutes(10)), "NS250", "CARBO150"));
        Ordered second = devices.received(ward.bag(patient, now.plus(Duration.ofMinutes(20)), "NS250", "CARBO150"));

        assertThat(Devices.issue(devices.start(first, patient.wristband()))).isEqualTo("sequence");
        devices.startAlone("nurse1", premedication.code(), patient.wristband());
        devices.go("nurse1", premedication, MedicationAdministrationStatus.COMPLETED);
        assertThat(devices.start(first, patient.wristband()).status()).isEqualTo(201);
        Answer atOnce = devices.start(second, patient.wristband());
        assertThat(Devices.issue(atOnce)).isEqualTo("sequence");
        assertThat(atOnce.body()).contains("rule B16");
        devices.go("nurse1", first, MedicationAdministrationStatus.COMPLETED);
        assertThat(devices.start(second, patient.wristband()).status()).isEqualTo(201);
        assertThat(issues(second))
                .anySatisfy(notice -> assertThat(notice.getReference()).isEqualTo(Systems.SAFETY_RULE + "B5-notice"));
    }

    @Test
    void aDoctorPausesAndStopsButDoesNotStart() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "DEX5"));
        assertRefused(devices.startAlone("doctor1", bag.code(), bag.wristband()), "not-privileged");
        devices.startAlone("nurse1", bag.code(), bag.wristband());

        assertThat(devices.go("doctor1", bag, MedicationAdministrationStatus.ONHOLD)
                        .status())
                .isEqualTo(200);
        MedicationAdministration stop = Devices.start(bag.code(), bag.wristband(), "doctor1", null);
        stop.setStatus(MedicationAdministrationStatus.STOPPED);
        stop.setEffective(new Period().setEnd(new Date()));
        assertRefused(devices.administer("doctor1", stop), "wrong-state");
        stop.addStatusReason().addCoding(new Coding(Systems.NOT_GIVEN_REASON, "reaction", null));
        stop.getDosage().setDose(new Quantity(120).setUnit("mL"));
        Answer stopped = devices.administer("doctor1", stop);

        assertThat(stopped.status()).as(stopped.body()).isEqualTo(200);
        assertThat(stopped.resource(MedicationAdministration.class)
                        .getDosage()
                        .getDose()
                        .getValue()
                        .intValue())
                .isEqualTo(120);
        assertThat(ward.stateOf(bag)).isEqualTo("stopped");
    }

    @Test
    void whoCompoundsABagDoesNotPassItToo() {
        Ordered bag = devices.accepted(ward.bag(ward.patient(), "NS250", "CARBO150"));
        devices.pivas(bag, "compounded", null);

        assertRefused(devices.pivas(bag, "qc-passed", null), "same-person");

        assertThat(ward.stateOf(bag)).isEqualTo("compounded");
    }

    @Test
    void aScanThatWaitedInADeviceIsMarked() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "DEX5"));
        Instant then = Instant.now().minus(Duration.ofMinutes(15));
        MedicationAdministration scan = Devices.start(bag.code(), bag.wristband(), "nurse1", null);
        scan.setEffective(new Period().setStart(Date.from(then)));
        scan.addExtension(Systems.RECORDED_OFFLINE, new BooleanType(true));
        scan.addExtension(
                Systems.DEVICE_TIME, new DateTimeType(Date.from(Instant.now().plusSeconds(180))));

        assertThat(devices.administer("nurse1", scan).status()).isEqualTo(201);

        Provenance start = step(bag, "infusing");
        assertThat(start.hasExtension(Systems.RECORDED_OFFLINE)).isTrue();
        assertThat(start.getOccurredDateTimeType().getValue().toInstant().getEpochSecond())
                .isEqualTo(then.getEpochSecond());
    }

    @Test
    void whoLooksOnWhileABagIsDestroyedConfirmsToo() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "CARBO150"));
        Task discard = new Task();
        discard.setStatus(TaskStatus.FAILED).setIntent(Task.TaskIntent.ORDER);
        discard.addIdentifier(Ward.identifier("bag", bag.code()));
        discard.getBusinessStatus().addCoding(new Coding(Systems.LOOP_STATUS, "discarded", null));
        discard.addExtension(Systems.WITNESS, new Reference().setIdentifier(Ward.identifier("user", "pivas2")));
        String task = "Task" + Devices.conditional(bag.code());

        assertRefused(fhir.as("pivas1").put(task, discard), "witness-required");
        assertThat(devices.confirm("pivas2", bag.code(), null).status()).isEqualTo(200);
        assertThat(fhir.as("pivas1").put(task, discard).status()).isEqualTo(200);

        assertThat(ward.stateOf(bag)).isEqualTo("discarded");
        assertThat(step(bag, "discarded").getAgent()).hasSize(2);
    }

    private List<DetectedIssue> issues(Ordered bag) {
        return ward.search(DetectedIssue.class, "implicated=MedicationRequest/" + bag.id());
    }

    private Provenance step(Ordered bag, String state) {
        return ward.search(Provenance.class, "target=MedicationRequest/" + bag.id() + "&_count=50").stream()
                .filter(provenance ->
                        provenance.getActivity().getCodingFirstRep().getCode().equals(state))
                .findFirst()
                .orElseThrow();
    }
}
