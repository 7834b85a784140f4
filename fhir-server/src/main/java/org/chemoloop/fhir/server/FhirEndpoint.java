package org.chemoloop.fhir.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.interceptor.ForceOffsetSearchModeInterceptor;
import ca.uhn.fhir.jpa.interceptor.UserRequestRetryVersionConflictsInterceptor;
import ca.uhn.fhir.jpa.provider.IJpaSystemProvider;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.narrative2.NullNarrativeGenerator;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The FHIR endpoint {@code /fhir/*}: which resources, operations and interceptors it has. */
@Configuration(proxyBeanMethods = false)
class FhirEndpoint {

    @Bean
    ServletRegistrationBean<RestfulServer> fhirServlet(RestfulServer server) {
        var servlet = new ServletRegistrationBean<>(server, "/fhir/*");
        servlet.setLoadOnStartup(1);
        return servlet;
    }

    @Bean
    RestfulServer restfulServer(
            FhirContext fhir,
            DaoRegistry daos,
            IFhirSystemDao<?, ?> systemDao,
            IJpaSystemProvider systemProvider,
            ResourceProviderFactory resourceProviders,
            JpaStorageSettings settings,
            ISearchParamRegistry searchParameters,
            IValidationSupport validation,
            DatabaseBackedPagingProvider paging,
            List<FhirOperation> operations,
            ListableBeanFactory beans) {
        daos.setSupportedResourceTypes(ResourceTypes.KEPT);
        fhir.setNarrativeGenerator(new NullNarrativeGenerator());
        // An element that FHIR does not know is a mistake of the sender, who must hear of it.
        fhir.setParserErrorHandler(new StrictErrorHandler());

        var server = new RestfulServer(fhir);
        server.registerProviders(resourceProviders.createProviders());
        server.registerProvider(systemProvider);
        server.registerProviders(operations);

        var conformance = new JpaCapabilityStatementProvider(server, systemDao, settings, searchParameters, validation);
        conformance.setImplementationDescription("ChemoLoop FHIR server");
        server.setServerConformanceProvider(conformance);

        server.setPagingProvider(paging);
        server.setDefaultResponseEncoding(EncodingEnum.JSON);
        server.setDefaultPrettyPrint(false);

        // A scan must be seen by the next search: no search ever answers from a stored result.
        server.registerInterceptor(new ForceOffsetSearchModeInterceptor());
        // Honours X-Retry-On-Version-Conflict, which our own clients send.
        server.registerInterceptor(new UserRequestRetryVersionConflictsInterceptor());
        ourInterceptors(beans).values().forEach(server::registerInterceptor);
        return server;
    }

    /** HAPI's own interceptor beans are registered, or left out, by HAPI. */
    private static Map<String, Object> ourInterceptors(ListableBeanFactory beans) {
        var interceptors = beans.getBeansWithAnnotation(Interceptor.class);
        interceptors.values().removeIf(bean -> !bean.getClass().getName().startsWith("org.chemoloop."));
        return interceptors;
    }
}
