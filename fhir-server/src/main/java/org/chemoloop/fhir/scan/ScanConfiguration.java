package org.chemoloop.fhir.scan;

import ca.uhn.fhir.context.FhirContext;
import org.chemoloop.fhir.loop.BagLoop;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Task;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The loop as this site wants it, and the endpoints of its scans. */
@Configuration(proxyBeanMethods = false)
class ScanConfiguration {

    /** Environment variables are read as properties: {@code CHEMOLOOP_LOOP_START_EARLY}. */
    @Bean
    SiteSettings siteSettings(Environment environment) {
        return SiteSettings.of(environment::getProperty);
    }

    @Bean
    BagLoop bagLoop(SiteSettings site) {
        return new BagLoop(site);
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
