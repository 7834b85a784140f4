package org.chemoloop.fhir.audit;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Notes what was shown to whom. The answer does not wait: the notes are kept half a second later. */
@Component
@Interceptor
public class AuditReads {

    private final AuditRelay relay;
    private final Clock clock;

    AuditReads(AuditRelay relay, Clock clock) {
        this.relay = relay;
        this.clock = clock;
    }

    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void shown(RequestDetails request, @Nullable IBaseResource response) {
        RestOperationTypeEnum operation = request.getRestOperationType();
        if (operation != null && isRead(operation)) {
            relay.note(new AuditRow(
                    clock.instant(),
                    Asker.ofThisRequest(),
                    "R",
                    operation.getCode(),
                    asked(request),
                    response instanceof Resource resource ? references(resource) : Set.of()));
        }
    }

    private static boolean isRead(RestOperationTypeEnum operation) {
        return switch (operation) {
            case READ, VREAD, SEARCH_TYPE, SEARCH_SYSTEM, HISTORY_INSTANCE, HISTORY_TYPE, HISTORY_SYSTEM, GET_PAGE ->
                true;
            // Operations: the one that writes is noted by what it wrote; of a transaction, likewise.
            case EXTENDED_OPERATION_INSTANCE, EXTENDED_OPERATION_TYPE -> true;
            default -> false; // HAPI's enum, not ours
        };
    }

    private static String asked(RequestDetails request) {
        String url = request.getCompleteUrl();
        String base = request.getFhirServerBase();
        return url != null && base != null && url.startsWith(base) ? url.substring(base.length()) : "";
    }

    private static Set<String> references(Resource shown) {
        Set<String> references = new LinkedHashSet<>();
        if (shown instanceof Bundle bundle) {
            bundle.getEntry().forEach(entry -> add(references, entry.getResource()));
        } else {
            add(references, shown);
        }
        return references;
    }

    private static void add(Set<String> references, @Nullable Resource resource) {
        if (resource != null
                && !resource.fhirType().equals("AuditEvent")
                && resource.getIdElement().hasIdPart()) {
            references.add(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
        }
    }
}
