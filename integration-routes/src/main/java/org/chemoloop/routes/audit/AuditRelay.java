package org.chemoloop.routes.audit;

import java.util.List;
import org.chemoloop.routes.submit.FhirStore;
import org.chemoloop.routes.submit.SubmitFailure;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what was written down to the FHIR server, where auditors look. */
public final class AuditRelay {
    private static final Logger log = LoggerFactory.getLogger(AuditRelay.class);
    private static final int AT_ONCE = 100;

    private final ApiUses uses;
    private final FhirStore fhir;

    public AuditRelay(ApiUses uses, FhirStore fhir) {
        this.uses = uses;
        this.fhir = fhir;
    }

    /** Returns when nothing waits or the FHIR server takes nothing now; two at once send the same resources. */
    public void relay() {
        for (List<ApiUse> waiting = uses.oldest(AT_ONCE); !waiting.isEmpty(); waiting = uses.oldest(AT_ONCE)) {
            try {
                fhir.store(bundle(waiting));
            } catch (SubmitFailure e) {
                log.warn("audit waiting={} reason={}", waiting.size(), e.getMessage());
                return;
            }
            uses.forget(waiting);
        }
    }

    private static Bundle bundle(List<ApiUse> waiting) {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        for (ApiUse use : waiting) {
            AuditEvent event = ApiUseToAuditEvent.convert(use);
            bundle.addEntry()
                    .setResource(event)
                    .getRequest()
                    .setMethod(HTTPVerb.PUT)
                    .setUrl("AuditEvent/" + event.getIdElement().getIdPart());
        }
        return bundle;
    }
}
