package org.chemoloop.fhir.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirCaller.Answer;
import org.chemoloop.fhir.FhirServerTest;
import org.chemoloop.fhir.scan.Ward.Ordered;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ServiceRequest;
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

    private Answer discharge(Ordered bag, String reason) {
        Parameters parameters = new Parameters();
        if (!reason.isEmpty()) {
            parameters.addParameter("reason", new StringType(reason));
        }
        return fhir.as("nurse1").post("Encounter/" + bag.patient().visit() + "/$discharge", parameters);
    }
}
