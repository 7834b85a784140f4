package org.chemoloop.fhir.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.provider.IJpaSystemProvider;
import ca.uhn.fhir.narrative2.NullNarrativeGenerator;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * What the cost of a scan is held against: HAPI FHIR JPA on the same database with the same store settings, and nothing
 * of ours before it, neither loop nor access nor audit. Only {@code benchmarks/run scans} starts it; it is no
 * configuration by name, or the tests' server would take its beans.
 */
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    ServletWebServerFactoryAutoConfiguration.class
})
@Import({StoreConfiguration.class, StoreSettings.class, HapiSchema.class, OnlyKeptTypes.class})
public class BareServer {

    /** Settings are those of fhir-server: CHEMOLOOP_FHIR_PORT, CHEMOLOOP_DB_URL and so on. */
    public static void main(String[] args) {
        SpringApplication.run(BareServer.class, args);
    }

    @Bean
    ServletRegistrationBean<RestfulServer> fhirServlet(
            FhirContext fhir, DaoRegistry daos, IJpaSystemProvider system, ResourceProviderFactory resources) {
        daos.setSupportedResourceTypes(ResourceTypes.KEPT);
        fhir.setNarrativeGenerator(new NullNarrativeGenerator());
        var server = new RestfulServer(fhir);
        server.registerProviders(resources.createProviders());
        server.registerProvider(system);
        server.setDefaultResponseEncoding(EncodingEnum.JSON);
        return new ServletRegistrationBean<>(server, "/fhir/*");
    }
}
