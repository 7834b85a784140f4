package org.chemoloop.fhir.scan;

import ca.uhn.fhir.context.FhirContext;
import java.time.Duration;
import org.chemoloop.fhir.loop.BagLoop;
import org.chemoloop.fhir.loop.LoopRules;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Task;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The loop as this site wants it, and the endpoints of its scans. */
@Configuration(proxyBeanMethods = false)
class ScanConfiguration {

    @Bean
    BagLoop bagLoop(
            @Value("${chemoloop.loop.required-steps:" + LoopRules.DEFAULT_STEPS + "}") String requiredSteps,
            @Value("${chemoloop.loop.start-early:30m}") Duration early,
            @Value("${chemoloop.loop.start-late:120m}") Duration late) {
        return new BagLoop(LoopRules.of(requiredSteps, early, late));
    }

    @Bean
    ScanEndpoint<Task> taskScans(ScanDesk desk, Store store, FhirContext fhir) {
        return new ScanEndpoint<>(Task.class, desk, store, fhir);
    }

    @Bean
    ScanEndpoint<MedicationDispense> dispenseScans(ScanDesk desk, Store store, FhirContext fhir) {
        return new ScanEndpoint<>(MedicationDispense.class, desk, store, fhir);
    }

    @Bean
    ScanEndpoint<MedicationAdministration> administrationScans(ScanDesk desk, Store store, FhirContext fhir) {
        return new ScanEndpoint<>(MedicationAdministration.class, desk, store, fhir);
    }
}
