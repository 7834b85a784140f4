package org.chemoloop.fhir.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirServerTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@FhirServerTest
class ServerIT {

    @Autowired
    FhirCaller fhir;

    @Test
    void anyoneMayReadWhatTheServerCan() {
        var answer = fhir.anonymous().get("metadata");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.resource(CapabilityStatement.class).getFhirVersion()).isEqualTo(FHIRVersion._4_0_1);
    }

    @Test
    void aSearchSeesTheWriteJustBefore() {
        for (int version = 1; version <= 5; version++) {
            var patient = patient("test-fresh");
            patient.addName().setText("第" + version + "版");
            fhir.as("routes").put("Patient/test-fresh", patient);

            Bundle found = fhir.as("routes")
                    .get("Patient?identifier=https://chemoloop.org/fhir/sid/outpatient-number|test-fresh")
                    .resource(Bundle.class);
            assertThat(found.getEntry()).hasSize(1);
            assertThat(((Patient) found.getEntryFirstRep().getResource())
                            .getNameFirstRep()
                            .getText())
                    .isEqualTo("第" + version + "版");
        }
    }

    @Test
    void eightWritersOfTheSameNewPatientLeaveOne() throws Exception {
        for (int round = 0; round < 5; round++) {
            String number = "race-" + round;
            var writers = new ArrayList<Callable<Integer>>();
            for (int writer = 0; writer < 8; writer++) {
                writers.add(() -> fhir.as("routes")
                        .with("X-Retry-On-Version-Conflict", "retry; max-retries=10")
                        .put("Patient/" + number, patient(number))
                        .status());
            }
            var pool = Executors.newFixedThreadPool(8);
            List<Integer> answers = new ArrayList<>();
            for (var answer : pool.invokeAll(writers)) {
                answers.add(answer.get());
            }
            pool.shutdown();

            assertThat(answers).allMatch(status -> status == 200 || status == 201);
            assertThat(fhir.as("routes")
                            .get("Patient?identifier=https://chemoloop.org/fhir/sid/outpatient-number|" + number)
                            .resource(Bundle.class)
                            .getEntry())
                    .hasSize(1);
        }
    }

    @Test
    void anElementThatFhirDoesNotKnowIsRefused() {
        var answer = fhir.as("routes")
                .send("PUT", "Patient/odd", "{\"resourceType\":\"Patient\",\"id\":\"odd\",\"haircut\":\"short\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("haircut");
    }

    @Test
    void aResourceWithoutAMandatoryElementIsRefused() {
        var answer = fhir.as("doctor1").send("POST", "Condition", "{\"resourceType\":\"Condition\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("Condition.subject");
    }

    @Test
    void chineseNamesComeBackAsTheyWent() {
        var patient = patient("charset");
        patient.addName().setFamily("䶮").setText("䶮测试 𠮷");
        fhir.as("routes").put("Patient/charset", patient);

        var stored = fhir.as("engineer1").get("Patient/charset").resource(Patient.class);
        assertThat(stored.getNameFirstRep().getText()).isEqualTo("䶮测试 𠮷");
    }

    private static Patient patient(String number) {
        var patient = new Patient();
        patient.setId(number);
        patient.addIdentifier()
                .setSystem("https://chemoloop.org/fhir/sid/outpatient-number")
                .setValue(number);
        return patient;
    }
}
