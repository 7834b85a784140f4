package org.chemoloop.fhir.server;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.springframework.stereotype.Component;

/**
 * Refuses a resource that lacks an element FHIR demands, with the element's name. Only cardinalities are looked at: the
 * full validator costs five times the write it checks.
 */
@Component
@Interceptor(order = -400)
public class CompleteResources {

    /** A scan's body is an intent: what the device leaves out stays as it is, so the loop asks for what it needs. */
    private static final Set<String> SCANS = Set.of("Task", "MedicationDispense", "MedicationAdministration");

    private final FhirContext fhir;

    CompleteResources(FhirContext fhir) {
        this.fhir = fhir;
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void check(RequestDetails request) {
        IBaseResource resource = request.getResource();
        RestOperationTypeEnum operation = request.getRestOperationType();
        if (operation == RestOperationTypeEnum.CREATE || operation == RestOperationTypeEnum.UPDATE) {
            check(resource);
        } else if (operation == RestOperationTypeEnum.TRANSACTION && resource instanceof Bundle bundle) {
            bundle.getEntry().forEach(entry -> check(entry.getResource()));
        }
    }

    private void check(IBaseResource resource) {
        if (resource != null && !SCANS.contains(resource.fhirType())) {
            missing(resource, fhir.getResourceDefinition(resource), resource.fhirType())
                    .ifPresent(path -> {
                        throw new InvalidRequestException("Missing element: " + path);
                    });
        }
    }

    private Optional<String> missing(IBase element, BaseRuntimeElementDefinition<?> definition, String path) {
        if (!(definition instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
            return Optional.empty();
        }
        for (BaseRuntimeChildDefinition child : composite.getChildren()) {
            var values = child.getAccessor().getValues(element);
            if (child.getMin() > 0 && values.stream().allMatch(IBase::isEmpty)) {
                return Optional.of(path + "." + child.getElementName());
            }
            for (IBase value : values) {
                if (value instanceof IBaseResource) {
                    continue; // contained resources are fragments
                }
                var missing = missing(
                        value, fhir.getElementDefinition(value.getClass()), path + "." + child.getElementName());
                if (missing.isPresent()) {
                    return missing;
                }
            }
        }
        return Optional.empty();
    }
}
