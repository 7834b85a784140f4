package org.chemoloop.fhir.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirCaller.Answer;
import org.chemoloop.fhir.FhirServerTest;
import org.chemoloop.fhir.loop.rule.Proves;
import org.chemoloop.fhir.scan.Ward.Ordered;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.AdverseEvent.AdverseEventActuality;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is asked before a patient goes home, and what is owed to the patient afterwards. */
@FhirServerTest
class GoesHomeIT {

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

    @Test
    void whoLeavesBeforeTheTimeOfObservationIsOverSaysWhy() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "DEX5"));
        devices.startAlone("nurse1", bag.code(), bag.wristband());
        devices.go("nurse1", bag, MedicationAdministrationStatus.COMPLETED);

        Answer early = discharge(bag, "");
        assertThat(early.status()).as(early.body()).isEqualTo(422);
        assertThat(Devices.issue(early)).isEqualTo("sequence");
        assertThat(early.body()).contains("overridable");

        Answer gone = discharge(bag, "家属接走，医生已同意");
        assertThat(gone.status()).as(gone.body()).isEqualTo(200);
        assertThat(ward.search(
                        DetectedIssue.class, "patient=Patient/" + bag.patient().id()))
                .filteredOn(DetectedIssue::hasMitigation)
                .singleElement()
                .satisfies(kept -> {
                    assertThat(kept.getReference()).endsWith("/R7");
                    assertThat(kept.getMitigationFirstRep().getAction().getText())
                            .isEqualTo("家属接走，医生已同意");
                });

        Answer again = discharge(bag, "");
        assertThat(again.resource(ServiceRequest.class).getIdElement().getIdPart())
                .isEqualTo(gone.resource(ServiceRequest.class).getIdElement().getIdPart());
    }

    @Test
    @Proves("R6-flush")
    void whoGoesHomeWithACentralLineThatNobodyFlushedIsPointedOut() {
        Ordered forgotten = ran("PICC");
        Ordered flushed = ran("PORT");
        Ordered peripheral = ran("PIV");
        Ordered unknown = ran("");
        Observation flush = new Observation();
        flush.setStatus(ObservationStatus.FINAL);
        flush.getCode().addCoding(new Coding(Systems.LOOP_OBSERVATION, "line-flushed", null));
        flush.setSubject(new Reference("Patient/" + flushed.patient().id()));
        flush.setEffective(DateTimeType.now());
        assertThat(fhir.as("nurse1").post("Observation", flush).status()).isEqualTo(201);

        assertThat(gone(forgotten).getNoteFirstRep().getText()).contains("冲管");
        assertThat(ward.search(
                        DetectedIssue.class,
                        "patient=Patient/" + forgotten.patient().id()))
                .extracting(DetectedIssue::getReference)
                .contains(Systems.SAFETY_RULE + "R6-flush");
        assertThat(List.of(gone(flushed), gone(peripheral))).allSatisfy(call -> {
            assertThat(call.hasNote()).isFalse();
            assertThat(call.hasExtension(Systems.NOT_CHECKED)).isFalse();
        });
        assertThat(gone(unknown).getExtensionString(Systems.NOT_CHECKED)).isEqualTo("R6-flush");
    }

    private Ordered ran(String line) {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "DEX5"));
        MedicationAdministration start = Devices.start(bag.code(), bag.wristband(), "nurse1", null);
        if (!line.isEmpty()) {
            start.getDosage().getSite().addCoding(new Coding(Systems.LINE_TYPE, line, null));
        }
        assertThat(devices.administer("nurse1", start).status()).isEqualTo(201);
        devices.go("nurse1", bag, MedicationAdministrationStatus.COMPLETED);
        return bag;
    }

    private ServiceRequest gone(Ordered bag) {
        Answer answer = discharge(bag, "试验");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.resource(ServiceRequest.class);
    }

    @Test
    @Proves("R3-follow-up")
    void afterAnExtravasationTheStepsAreToldAndTheArmIsLookedAtAfterThreeDays() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "VINCR1"));
        devices.start(bag, bag.wristband());

        Answer told = fhir.as("nurse1").post("AdverseEvent", extravasation(bag));

        assertThat(told.status()).as(told.body()).isEqualTo(201);
        assertThat(told.resource(AdverseEvent.class).getExtensionsByUrl(Systems.CHECKLIST))
                .extracting(step -> step.getValue().primitiveValue())
                .contains("透明质酸酶局部皮下注射");
        List<ServiceRequest> now = due("", bag);
        assertThat(now)
                .singleElement()
                .satisfies(treatment -> assertThat(treatment.getOrderDetail()).hasSize(3));
        String inThreeDays = LocalDate.now().plusDays(3).toString();
        assertThat(due("?until=" + inThreeDays, bag))
                .extracting(owed -> owed.getCode().getText())
                .containsExactly("外渗处置", "外渗后随访");

        ServiceRequest done = now.get(0).setStatus(ServiceRequestStatus.COMPLETED);
        String address = "ServiceRequest/" + done.getIdElement().getIdPart();
        assertThat(fhir.as("nurse1").put(address, done).status()).isEqualTo(200);
        assertThat(due("", bag)).isEmpty();
    }

    private static AdverseEvent extravasation(Ordered bag) {
        AdverseEvent event = new AdverseEvent();
        event.setActuality(AdverseEventActuality.ACTUAL);
        event.getEvent().addCoding(new Coding(Systems.NOT_GIVEN_REASON, "extravasation", null));
        event.setSubject(new Reference("Patient/" + bag.patient().id()));
        event.addSuspectEntity().setInstance(new Reference("MedicationAdministration/" + bag.id()));
        return event;
    }

    private List<ServiceRequest> due(String until, Ordered bag) {
        return fhir
                .as("nurse1")
                .get("ServiceRequest/$follow-ups-due" + until)
                .resource(Bundle.class)
                .getEntry()
                .stream()
                .map(entry -> (ServiceRequest) entry.getResource())
                .filter(owed -> owed.getSubject()
                        .getReference()
                        .equals("Patient/" + bag.patient().id()))
                .toList();
    }

    private Answer discharge(Ordered bag, String reason) {
        Parameters parameters = new Parameters();
        if (!reason.isEmpty()) {
            parameters.addParameter("reason", new StringType(reason));
        }
        return fhir.as("nurse1").post("Encounter/" + bag.patient().visit() + "/$discharge", parameters);
    }
}
