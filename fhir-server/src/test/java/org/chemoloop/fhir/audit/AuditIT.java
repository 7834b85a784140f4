package org.chemoloop.fhir.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirServerTest;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@FhirServerTest
class AuditIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Autowired
    FhirCaller fhir;

    @Test
    void aWriteLeavesWhoWroteWhat() {
        keep("audited-write");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(events("Patient/audited-write")).anySatisfy(event -> {
                    assertThat(event.getAction()).isEqualTo(AuditEventAction.C);
                    assertThat(who(event)).isEqualTo("routes");
                }));
    }

    @Test
    void aReadLeavesWhoWasShownWhat() {
        keep("audited-read");
        fhir.as("nurse2").get("Patient/audited-read");
        fhir.as("nurse2").get("Patient?_id=audited-read");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(events("Patient/audited-read"))
                        .filteredOn(event -> event.getAction() == AuditEventAction.R)
                        .filteredOn(event -> who(event).equals("nurse2"))
                        .flatExtracting(AuditEvent::getSubtype)
                        .extracting(subtype -> subtype.getCode())
                        .contains("read", "search-type"));
    }

    private void keep(String id) {
        var patient = new Patient();
        patient.setId(id);
        patient.setActive(true);
        assertThat(fhir.as("routes").put("Patient/" + id, patient).status()).isEqualTo(201);
    }

    private List<AuditEvent> events(String reference) {
        return fhir.as("engineer1").get("AuditEvent?entity=" + reference).resource(Bundle.class).getEntry().stream()
                .map(entry -> (AuditEvent) entry.getResource())
                .toList();
    }

    private static String who(AuditEvent event) {
        return event.getAgentFirstRep().getWho().getIdentifier().getValue();
    }
}
