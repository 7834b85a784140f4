package org.chemoloop.fhir.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.fhir.scan.Refused.assertRefused;

import ca.uhn.fhir.context.FhirContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.chemoloop.fhir.FhirCaller.Answer;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.scan.Ward.Here;
import org.chemoloop.fhir.scan.Ward.Ordered;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

class RefusedScanIT extends OnTheWard {

    private static final String[] CYTOTOXIC = {"NS250", "CARBO150"};
    private static final String[] PREMEDICATION = {"NS250", "DEX5"};

    @Test
    void aBagPastItsBeyondUseTimeIsNotReceived() {
        Ordered bag = devices.accepted(ward.bag(ward.patient(), CYTOTOXIC));
        devices.pivas(bag, "compounded", Instant.now().minus(Duration.ofMinutes(5)));
        devices.pivas(bag, "dispatched", null);

        assertRefused(devices.receive("nurse1", bag), "beyond-use");

        assertThat(ward.stateOf(bag)).isEqualTo("dispatched");
        assertThat(ward.neverStarted(bag)).isTrue();
    }

    @Test
    void anotherPatientsWristbandIsRefusedAndKeptAsANearMiss() {
        Ordered bag = devices.received(ward.bag(ward.patient(), CYTOTOXIC));
        Here other = ward.patient();

        Answer answer = devices.start(bag, other.wristband());

        assertRefused(answer, "wrong-patient");
        assertThat(answer.body()).doesNotContain("测试").doesNotContain(other.id());
        assertThat(ward.stateOf(bag)).isEqualTo("received");
        assertThat(ward.neverStarted(bag)).isTrue();
        assertThat(ward.search(
                        DetectedIssue.class, "patient=Patient/" + bag.patient().id()))
                .isNotEmpty()
                .extracting(issue -> issue.getCode().getCodingFirstRep().getCode())
                .containsOnly("wrong-patient");
        assertThat(ward.search(AuditEvent.class, "_sort=-_lastUpdated&_count=20"))
                .anySatisfy(event -> assertThat(event.getEntity())
                        .extracting(entity -> entity.getWhat().getIdentifier().getValue())
                        .containsExactly(bag.code(), other.wristband()));
        assertThat(devices.start(bag, bag.wristband()).status()).isEqualTo(201);
    }

    @Test
    void codesThatNobodyPrintedAreRefused() {
        Here patient = ward.patient();
        Ordered bag = ward.bag(patient, PREMEDICATION);
        char last = bag.code().charAt(11);
        String misread = bag.code().substring(0, 11) + (char) ('0' + (last - '0' + 1) % 10);
        String unknown = BagCode.mint(9_999_999_999L).value();

        assertRefused(devices.startAlone("nurse1", misread, patient.wristband()), "unreadable-code");
        assertRefused(devices.startAlone("nurse1", unknown, patient.wristband()), "unknown-bag");
        assertRefused(devices.startAlone("nurse1", bag.code(), "900000000000"), "unreadable-code");
        assertRefused(devices.startAlone("nurse1", bag.code(), "999999999993"), "unknown-wristband");
    }

    @Test
    void aBagThatWasNotReceivedIsNotStarted() {
        Ordered bag = ward.bag(ward.patient(), CYTOTOXIC);

        assertRefused(devices.start(bag, bag.wristband()), "not-received");
        assertRefused(devices.receive("nurse1", bag), "wrong-state");
    }

    @Test
    void drugsAreNotReleasedBeforeThePatientHasArrived() {
        Ordered bag = ward.bag(ward.patient(EncounterStatus.PLANNED), CYTOTOXIC);
        devices.step("nurse1", bag, "accepted");

        assertRefused(devices.step("nurse1", bag, "released"), "wrong-state");
    }

    @Test
    void aCytotoxicBagNeedsASecondPersonWhoConfirmed() {
        Ordered bag = devices.received(ward.bag(ward.patient(), CYTOTOXIC));
        String code = bag.code();
        String wristband = bag.wristband();

        assertRefused(devices.startAlone("nurse1", code, wristband), "witness-required");
        assertRefused(
                devices.administer("nurse1", Devices.start(code, wristband, "nurse1", "nurse2")), "witness-required");
        devices.confirm("nurse1", code, wristband);
        assertRefused(devices.administer("nurse1", Devices.start(code, wristband, "nurse1", "nurse1")), "same-person");
        assertThat(ward.stateOf(bag)).isEqualTo("received");
        assertThat(devices.start(bag, wristband).status()).isEqualTo(201);
    }

    @Test
    void aDrugThatTheCatalogueDoesNotKnowCountsAsCytotoxic() {
        Ordered known = devices.received(ward.bag(ward.patient(), PREMEDICATION));
        Ordered unknown = devices.received(ward.bag(ward.patient(), "NS250", "NOBODYKNOWS"));

        assertThat(devices.startAlone("nurse1", known.code(), known.wristband()).status())
                .isEqualTo(201);
        assertRefused(devices.startAlone("nurse1", unknown.code(), unknown.wristband()), "witness-required");
    }

    @Test
    void aSecondPersonDoesNotConfirmForTheWrongPatient() {
        Ordered bag = devices.received(ward.bag(ward.patient(), CYTOTOXIC));

        assertRefused(devices.confirm("nurse2", bag.code(), ward.patient().wristband()), "wrong-patient");
        assertThat(devices.confirm("nurse2", bag.code(), bag.wristband()).status())
                .isEqualTo(200);
    }

    @Test
    void nobodyActsInAnotherPersonsName() {
        Ordered bag = devices.received(ward.bag(ward.patient(), PREMEDICATION));

        assertRefused(
                devices.administer("nurse2", Devices.start(bag.code(), bag.wristband(), "nurse1", null)),
                "not-privileged");

        assertThat(ward.stateOf(bag)).isEqualTo("received");
    }

    @Test
    void aStartFarFromThePlanNeedsAReasonThatIsKept() {
        Here patient = ward.patient();
        Ordered bag = devices.accepted(ward.bag(patient, Instant.now().plus(Duration.ofHours(5)), PREMEDICATION));
        devices.prepare("nurse1", bag);
        devices.receive("nurse1", bag);
        MedicationAdministration scan = Devices.start(bag.code(), patient.wristband(), "nurse1", null);

        Answer warned = devices.administer("nurse1", scan);
        assertThat(warned.status()).isEqualTo(422);
        assertThat(Devices.issue(warned)).isEqualTo("outside-window");
        var issue = warned.resource(OperationOutcome.class).getIssueFirstRep();
        assertThat(issue.getSeverity()).isEqualTo(OperationOutcome.IssueSeverity.WARNING);
        assertThat(issue.getExtensionByUrl(Systems.OVERRIDABLE)).isNotNull();

        scan.addExtension(Devices.override("outside-window", "医生同意提前"));
        assertThat(devices.administer("nurse1", scan).status()).isEqualTo(201);
        assertThat(ward.search(DetectedIssue.class, "patient=Patient/" + patient.id()))
                .anySatisfy(kept -> assertThat(
                                kept.getMitigationFirstRep().getAction().getText())
                        .isEqualTo("医生同意提前"));
    }

    @Test
    void thereIsNoWayAroundTheGuard() {
        Ordered bag = ward.bag(ward.patient(), CYTOTOXIC);
        MedicationAdministration start = Devices.start(bag.code(), bag.wristband(), "nurse1", null);
        var nurse = fhir.as("nurse1");

        assertRefused(nurse.post("MedicationAdministration", start), "not-received");
        MedicationAdministration byId = start.copy();
        byId.setId(bag.id());
        assertRefused(nurse.put("MedicationAdministration/" + bag.id(), byId), "not-received");
        byId.setId("free-rider");
        assertRefused(nurse.put("MedicationAdministration/free-rider", byId), "unreadable-code");
        String patch = "[{\"op\":\"replace\",\"path\":\"/businessStatus/coding/0/code\",\"value\":\"received\"}]";
        assertRefused(
                nurse.with("Content-Type", "application/json-patch+json").send("PATCH", "Task/" + bag.id(), patch),
                "wrong-state");
        assertThat(nurse.send("DELETE", "Task/" + bag.id(), null).status()).isGreaterThanOrEqualTo(400);

        assertThat(ward.stateOf(bag)).isEqualTo("ordered");
        assertThat(ward.neverStarted(bag)).isTrue();
    }

    @Test
    void aBundleIsNoWayAroundTheGuard() {
        Ordered bag = ward.bag(ward.patient(), CYTOTOXIC);
        MedicationAdministration start = Devices.start(bag.code(), bag.wristband(), "nurse1", null);
        Task task = ward.read(Task.class, bag.id());
        task.getBusinessStatus().getCodingFirstRep().setCode("received");

        for (String kind : List.of("transaction", "batch")) {
            for (String user : List.of("nurse1", "routes")) {
                Answer posted = fhir.as(user).send("POST", "", bundle(kind, "POST", "MedicationAdministration", start));
                assertThat(posted.status() + posted.body()).contains("422").doesNotContain("\"201");
                Answer put = fhir.as(user).send("POST", "", bundle(kind, "PUT", "Task/" + bag.id(), task));
                assertThat(put.status() + put.body()).contains("422").doesNotContain("\"200");
            }
        }

        assertThat(ward.stateOf(bag)).isEqualTo("ordered");
        assertThat(ward.neverStarted(bag)).isTrue();
    }

    private static String bundle(String kind, String method, String url, Resource resource) {
        String json = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
        return """
                {"resourceType":"Bundle","type":"%s","entry":[{"resource":%s,"request":{"method":"%s","url":"%s"}}]}""".formatted(kind, json, method, url);
    }

    @Test
    void aPrescriptionLineIsOnlyStoppedFromOutsideAndNeverRevivedOrRewritten() {
        String id = ward.bag(ward.patient(), CYTOTOXIC).line();
        MedicationRequest line = ward.read(MedicationRequest.class, id);
        MedicationRequest rewritten = line.copy();
        rewritten.setMedication(new CodeableConcept().setText("另一种药"));
        assertRefused(fhir.as("doctor1").put("MedicationRequest/" + id, rewritten), "wrong-state");

        line.setStatus(MedicationRequestStatus.STOPPED);
        assertThat(fhir.as("doctor1").put("MedicationRequest/" + id, line).status())
                .isEqualTo(200);

        line.setStatus(MedicationRequestStatus.ACTIVE);
        for (String user : List.of("doctor1", "his", "routes")) {
            assertRefused(fhir.as(user).put("MedicationRequest/" + id, line), "wrong-state");
        }
        assertThat(ward.read(MedicationRequest.class, id).getStatus()).isEqualTo(MedicationRequestStatus.STOPPED);
    }

    @Test
    void anOrderIsNeverStoredUnjudged() {
        Here patient = ward.patient();
        MedicationRequest line = new MedicationRequest();
        line.setStatus(MedicationRequestStatus.ACTIVE).setIntent(MedicationRequest.MedicationRequestIntent.ORDER);
        line.setMedication(new CodeableConcept().setText("药"));
        line.setSubject(new Reference("Patient/" + patient.id()));
        line.addIdentifier(Ward.identifier("placer-order", "U" + patient.id()));

        for (String user : List.of("doctor1", "his", "routes")) {
            line.setId("unjudged");
            assertRefused(fhir.as(user).put("MedicationRequest/unjudged", line), "wrong-state");
            line.setId((String) null);
            assertRefused(
                    fhir.as(user)
                            .put(
                                    "MedicationRequest?identifier=" + Systems.BASE + "/sid/placer-order|U"
                                            + patient.id(),
                                    line),
                    "wrong-state");
            Answer bundled = fhir.as(user).send("POST", "", bundle("transaction", "POST", "MedicationRequest", line));
            assertThat(bundled.status()).as(bundled.body()).isEqualTo(422);
        }
        assertThat(ward.search(MedicationRequest.class, "subject=Patient/" + patient.id()))
                .isEmpty();
    }

    @Test
    void noDirectWritePutsAPatientsWristbandOnAnother() {
        Here here = ward.patient();
        Here other = ward.patient();
        Patient thief = ward.read(Patient.class, other.id());
        thief.addIdentifier(Ward.identifier("wristband", here.wristband()));
        for (String client : List.of("his", "routes")) {
            assertRefused(fhir.as(client).put("Patient/" + other.id(), thief), "wrong-state");
        }
        Patient merged = ward.read(Patient.class, other.id());
        merged.addLink().setType(Patient.LinkType.REPLACEDBY).setOther(new Reference("Patient/" + here.id()));
        assertRefused(fhir.as("his").put("Patient/" + other.id(), merged), "wrong-state");
        Patient renamed = ward.read(Patient.class, other.id());
        renamed.addTelecom().setValue("12345");
        assertThat(fhir.as("his").put("Patient/" + other.id(), renamed).status())
                .isEqualTo(200);
    }

    @Test
    void noRecordBecomesAnotherPatients() {
        Here here = ward.patient();
        Here other = ward.patient();
        Encounter visit = ward.read(Encounter.class, here.visit());
        visit.setSubject(new Reference("Patient/" + other.id()));
        assertRefused(fhir.as("nurse1").put("Encounter/" + here.visit(), visit), "wrong-patient");
        String patch =
                "[{\"op\":\"replace\",\"path\":\"/subject/reference\",\"value\":\"Patient/" + other.id() + "\"}]";
        assertRefused(
                fhir.as("nurse1")
                        .with("Content-Type", "application/json-patch+json")
                        .send("PATCH", "Encounter/" + here.visit(), patch),
                "wrong-patient");
    }

    @Test
    void nobodyTellsOfStepsThatWereNotTakenAndNobodyRewritesANearMiss() {
        Ordered bag = devices.received(ward.bag(ward.patient(), CYTOTOXIC));
        Provenance forged = new Provenance();
        forged.addTarget(new Reference("MedicationRequest/" + bag.id()));
        forged.setRecorded(new Date());
        forged.addAgent().setWho(new Reference().setIdentifier(Ward.identifier("user", "nurse1")));
        forged.getActivity().addCoding(new Coding(Systems.LOOP_STATUS, "infusing", null));
        for (String client : List.of("label", "routes")) {
            assertRefused(fhir.as(client).post("Provenance", forged), "wrong-state");
        }
        devices.start(bag, ward.patient().wristband());
        DetectedIssue miss = ward.search(
                        DetectedIssue.class, "patient=Patient/" + bag.patient().id())
                .get(0);
        String address = "DetectedIssue/" + miss.getIdElement().getIdPart();
        miss.addMitigation().getAction().setText("已与医生确认");
        assertThat(fhir.as("pharmacist1").put(address, miss).status()).isEqualTo(200);
        miss.getCode().getCodingFirstRep().setCode("outside-window");
        assertRefused(fhir.as("pharmacist1").put(address, miss), "wrong-state");
    }

    @Test
    void aBagsOrderIsNotWrittenFromOutside() {
        Ordered bag = ward.bag(ward.patient(), CYTOTOXIC);
        MedicationRequest order = ward.read(MedicationRequest.class, bag.id());
        order.setStatus(MedicationRequestStatus.COMPLETED);

        for (String user : List.of("doctor1", "routes", "his")) {
            assertRefused(fhir.as(user).put("MedicationRequest/" + bag.id(), order), "wrong-state");
        }
        assertThat(fhir.as("nurse1").put("MedicationRequest/" + bag.id(), order).status())
                .isEqualTo(403);
    }

    @Test
    void whoAsksForEnglishIsToldInEnglish() {
        Ordered bag = ward.bag(ward.patient(), PREMEDICATION);

        Answer answer = fhir.as("nurse1")
                .with("Accept-Language", "en-GB,en;q=0.9")
                .put(
                        "MedicationDispense" + Devices.conditional(bag.code()),
                        Devices.dispense("nurse1", bag.code(), MedicationDispenseStatus.COMPLETED));

        assertThat(answer.resource(OperationOutcome.class)
                        .getIssueFirstRep()
                        .getDetails()
                        .getText())
                .isEqualTo("The bag is ordered: before it is accepted it cannot be received");
    }
}
