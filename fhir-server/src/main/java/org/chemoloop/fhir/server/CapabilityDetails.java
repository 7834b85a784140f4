package org.chemoloop.fhir.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.UriType;
import org.springframework.stereotype.Component;

/** Says in the CapabilityStatement who we are and where tokens come from. */
@Component
@Interceptor
public class CapabilityDetails {

    private static final String OAUTH_URIS = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";
    private static final String SERVICE = "http://terminology.hl7.org/CodeSystem/restful-security-service";

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void describe(IBaseConformance conformance, RequestDetails request) {
        if (conformance instanceof CapabilityStatement statement) {
            statement.setText(null);
            statement.setName("ChemoLoop").setTitle("ChemoLoop FHIR server").setPublisher("ChemoLoop");
            statement.getSoftware().setName("ChemoLoop").setVersion("0.1.0");
            // Our base ends in /fhir; the token service is beside it.
            String base = request.getFhirServerBase().replaceFirst("/fhir/?$", "");
            var security = statement.getRestFirstRep().getSecurity();
            security.setCors(false);
            security.addService().addCoding(new Coding(SERVICE, "SMART-on-FHIR", "SMART-on-FHIR"));
            Extension uris = security.addExtension().setUrl(OAUTH_URIS);
            uris.addExtension("token", new UriType(base + "/oauth2/token"));
        }
    }
}
