package org.chemoloop.fhir.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.provider.IJpaSystemProvider;
import ca.uhn.fhir.narrative2.NullNarrativeGenerator;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.system.HapiSystemProperties;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
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
 * HAPI FHIR JPA as it comes, with its own settings and all types, in a schema of its own: what {@code benchmarks/run
 * store} holds the orders per second of fhir-server against.
 */
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    ServletWebServerFactoryAutoConfiguration.class
})
@Import(StoreConfiguration.class)
public class UnmodifiedServer {

    private static final String SCHEMA = "unmodified";

    /** Settings are those of fhir-server. */
    public static void main(String[] args) {
        String own = System.getenv("CHEMOLOOP_DB_URL") + "?currentSchema=" + SCHEMA;
        SpringApplication.run(UnmodifiedServer.class, "--spring.datasource.url=" + own);
    }

    @Bean
    Object hapiSchema(DataSource dataSource) throws SQLException {
        HapiSystemProperties.disableUnitTestMode();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists " + SCHEMA);
        }
        HapiSchema.migrate(dataSource);
        return SCHEMA;
    }

    @Bean
    JpaStorageSettings storageSettings() {
        return new JpaStorageSettings();
    }

    @Bean
    PartitionSettings partitionSettings() {
        return new PartitionSettings();
    }

    @Bean
    SubscriptionSettings subscriptionSettings() {
        return new SubscriptionSettings();
    }

    @Bean
    ServletRegistrationBean<RestfulServer> fhirServlet(
            FhirContext fhir, IJpaSystemProvider system, ResourceProviderFactory resources) {
        fhir.setNarrativeGenerator(new NullNarrativeGenerator());
        var server = new RestfulServer(fhir);
        server.registerProviders(resources.createProviders());
        server.registerProvider(system);
        server.setDefaultResponseEncoding(EncodingEnum.JSON);
        return new ServletRegistrationBean<>(server, "/fhir/*");
    }
}
