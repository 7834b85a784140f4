package org.chemoloop.fhir.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.fhir.scan.Refused.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.chemoloop.fhir.FhirCaller.Answer;
import org.chemoloop.fhir.loop.rule.Proves;
import org.chemoloop.fhir.scan.Ward.Here;
import org.chemoloop.fhir.scan.Ward.Ordered;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.AdverseEvent.AdverseEventActuality;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Media;
import org.hl7.fhir.r4.model.Media.MediaStatus;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

/** What is asked before a patient goes home, and what is owed to the patient afterwards. */
class GoesHomeIT extends OnTheWard {

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
        assertThat(ward.search(
                        Provenance.class, "target=Encounter/" + bag.patient().visit()))
                .extracting(kept -> kept.getReasonFirstRep().getText())
                .contains("家属接走，医生已同意");

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
        flush(flushed.patient(), Instant.now(), "");

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

    private Observation flush(Here patient, Instant at, String line) {
        Observation flush = new Observation();
        flush.setStatus(ObservationStatus.FINAL);
        flush.getCode().addCoding(new Coding(Systems.LOOP_OBSERVATION, "line-flushed", null));
        flush.setSubject(new Reference("Patient/" + patient.id()));
        flush.setEffective(new DateTimeType(Date.from(at)));
        if (!line.isEmpty()) {
            flush.setDevice(new Reference("Device/" + line));
        }
        Answer answer = fhir.as("nurse1").post("Observation", flush);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.resource(Observation.class);
    }

    @Test
    @Proves("R6-next")
    void whoFlushesALineNeedNotLookUpWhenItIsDueAgain() {
        Here patient = ward.patient();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String picc = line(patient, "PICC", now.minus(Duration.ofDays(1)));

        Observation first = flush(patient, now.minus(Duration.ofDays(2)), "");
        assertThat(due(picc)).isEqualTo(now.plus(Duration.ofDays(5)));
        Observation last = flush(patient, now, picc);
        assertThat(due(picc)).isEqualTo(now.plus(Duration.ofDays(7)));

        flush(patient, now.minus(Duration.ofDays(3)), picc);
        assertThat(due(picc)).as("a flush that is told late").isEqualTo(now.plus(Duration.ofDays(7)));
        mistaken(last);
        assertThat(due(picc)).isEqualTo(now.plus(Duration.ofDays(5)));
        mistaken(first);
        assertThat(due(picc)).isEqualTo(now.plus(Duration.ofDays(4)));
    }

    @Test
    @Proves("R6-next")
    void whereAPatientHasTwoLinesAFlushSaysWhichOne() {
        Here patient = ward.patient();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant tomorrow = now.plus(Duration.ofDays(1));
        String picc = line(patient, "PICC", tomorrow);
        String port = line(patient, "PORT", tomorrow);
        String anothers = line(ward.patient(), "PICC", tomorrow);

        flush(patient, now, "");
        flush(patient, now, anothers);
        assertThat(List.of(due(picc), due(port), due(anothers))).containsOnly(tomorrow);

        flush(patient, now, port);
        assertThat(due(port)).isEqualTo(now.plus(Duration.ofDays(28)));
        assertThat(due(picc)).isEqualTo(tomorrow);
    }

    private String line(Here patient, String type, Instant due) {
        Device line = new Device();
        line.setStatus(Device.FHIRDeviceStatus.ACTIVE);
        line.getType().addCoding(new Coding(Systems.LINE_TYPE, type, null));
        line.setPatient(new Reference("Patient/" + patient.id()));
        line.addExtension(Systems.BASE + "/StructureDefinition/next-maintenance", new DateTimeType(Date.from(due)));
        Answer answer = fhir.as("nurse1").post("Device", line);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.resource(Device.class).getIdElement().getIdPart();
    }

    private Instant due(String line) {
        return ((DateTimeType) ward.read(Device.class, line)
                        .getExtensionByUrl(Systems.BASE + "/StructureDefinition/next-maintenance")
                        .getValue())
                .getValue()
                .toInstant();
    }

    private void mistaken(Observation flush) {
        flush.setStatus(ObservationStatus.ENTEREDINERROR);
        Answer answer =
                fhir.as("nurse1").put("Observation/" + flush.getIdElement().getIdPart(), flush);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
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
        assertThat(now).extracting(owed -> owed.getCode().getText()).containsExactlyInAnyOrder("外渗处置", "外渗部位拍照");
        ServiceRequest treatment = now.stream()
                .filter(owed -> owed.getCode().getText().equals("外渗处置"))
                .findFirst()
                .orElseThrow();
        assertThat(treatment.getOrderDetail()).hasSize(3);
        String inThreeDays = LocalDate.now().plusDays(3).toString();
        assertThat(due("?until=" + inThreeDays, bag))
                .extracting(owed -> owed.getCode().getText())
                .containsExactlyInAnyOrder("外渗处置", "外渗部位拍照", "外渗后随访");

        ServiceRequest done = treatment.setStatus(ServiceRequestStatus.COMPLETED);
        String address = "ServiceRequest/" + done.getIdElement().getIdPart();
        assertThat(fhir.as("nurse1").put(address, done).status()).isEqualTo(200);
        assertThat(due("", bag)).extracting(owed -> owed.getCode().getText()).containsExactly("外渗部位拍照");
    }

    @Test
    @Proves("R3-photo")
    void theArmIsPhotographedAndThePhotoStaysAsItIs() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "VINCR1"));
        devices.start(bag, bag.wristband());
        String event = fhir.as("nurse1")
                .post("AdverseEvent", extravasation(bag))
                .resource(AdverseEvent.class)
                .getIdElement()
                .getIdPart();
        assertThat(isPhotoOwed(bag)).isTrue();

        Media photo = photo(bag.patient(), event);
        Media words = photo.copy();
        words.setContent(new Attachment().setContentType("text/plain").setData(new byte[] {65}));
        assertRefused(fhir.as("nurse1").post("Media", photo(ward.patient(), event)), "wrong-patient");
        assertRefused(fhir.as("nurse1").post("Media", words), "wrong-state");
        assertThat(isPhotoOwed(bag)).isTrue();
        Answer taken = fhir.as("nurse1").post("Media", photo);
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        assertThat(isPhotoOwed(bag)).isFalse();

        Media kept = taken.resource(Media.class);
        String address = "Media/" + kept.getIdElement().getIdPart();
        Media another = kept.copy();
        another.getContent().setData(new byte[] {7});
        assertRefused(fhir.as("nurse1").put(address, another), "wrong-state");
        kept.setStatus(MediaStatus.ENTEREDINERROR);
        assertThat(fhir.as("nurse1").put(address, kept).status()).isEqualTo(200);
        assertThat(isPhotoOwed(bag)).isTrue();
    }

    private static Media photo(Here patient, String event) {
        Media photo = new Media();
        photo.setStatus(MediaStatus.COMPLETED);
        photo.setSubject(new Reference("Patient/" + patient.id()));
        photo.addPartOf(new Reference("AdverseEvent/" + event));
        photo.getContent().setContentType("image/jpeg").setData(new byte[] {1, 2, 3});
        return photo;
    }

    private boolean isPhotoOwed(Ordered bag) {
        return due("", bag).stream().anyMatch(owed -> owed.getCode().getText().equals("外渗部位拍照"));
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
